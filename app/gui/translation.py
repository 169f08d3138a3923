"""The languages of the window: which one to speak, and where its texts are."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from app.settings import Language

FOLDER = Path(__file__).parent / "translations"

TRANSLATED = ("de",)
"""Languages besides English, in which all texts are written."""


def spoken(language: Language, system: list[str] | None = None) -> str:
    """Return the code of the language to speak.

    Args:
        language: what the user chose; ``"system"`` leaves it to the system.
        system: the system's languages, the dearest first; what it says by default.
    """
    if language != "system":
        return language
    dearest = (system if system is not None else QLocale.system().uiLanguages()) or ["en"]
    code = dearest[0].replace("_", "-").split("-")[0]
    return code if code in TRANSLATED else "en"


def translators(code: str) -> list[QTranslator]:
    """Return what translates Qt's own texts and ours, ours last; nothing for English, in which they are written."""
    places = ((QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath), "qtbase"), (str(FOLDER), "sayso"))
    found = []
    for folder, name in places if code in TRANSLATED else ():
        translator = QTranslator()
        if translator.load(f"{name}_{code}", folder):  # Qt's own may be missing in some packages
            found.append(translator)
    return found


def locale_of(code: str, system: QLocale | None = None) -> QLocale:
    """Return how numbers and dates are written in a language: as the system does it, where it speaks that one too."""
    system, usual = system or QLocale.system(), QLocale(code)
    return system if system.language() == usual.language() else usual


def speak(application: QCoreApplication, language: Language) -> None:
    """Let all widgets that are made from now on speak ``language``, and write numbers and dates as it does."""
    code = spoken(language)
    QLocale.setDefault(locale_of(code))
    for translator in translators(code):
        translator.setParent(application)
        application.installTranslator(translator)
