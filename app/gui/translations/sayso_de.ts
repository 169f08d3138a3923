<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>AboutDialog</name>
    <message>
        <source>About Sayso</source>
        <translation>Über Sayso</translation>
    </message>
    <message>
        <source>&amp;Copy versions</source>
        <translation>Versionen &amp;kopieren</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>Versionen</translation>
    </message>
    <message>
        <source>Licences</source>
        <translation>Lizenzen</translation>
    </message>
    <message>
        <source>Versions and licences</source>
        <translation>Versionen und Lizenzen</translation>
    </message>
    <message>
        <source>Spots spoken words, live, on your own machine.</source>
        <translation>Erkennt gesprochene Wörter, live, auf dem eigenen Rechner.</translation>
    </message>
</context>
<context>
    <name>AdaptDesk</name>
    <message>
        <source>mine</source>
        <comment>name of a voice profile</comment>
        <translation>meins</translation>
    </message>
    <message>
        <source>that is being loaded</source>
        <translation>das gerade geladen wird</translation>
    </message>
    <message>
        <source>Listening to the takes…</source>
        <translation>Die Aufnahmen werden angehört…</translation>
    </message>
    <message>
        <source>Listening to take {} of {}</source>
        <translation>Aufnahme {} von {} wird angehört</translation>
    </message>
    <message>
        <source>Fitting, and trying it on takes that were held out: {} of {}</source>
        <translation>Wird angepasst und an zurückgehaltenen Aufnahmen erprobt: {} von {}</translation>
    </message>
    <message>
        <source>Fitting again, more gently, so that less is forgotten: {} of {}</source>
        <translation>Wird noch einmal angepasst, behutsamer, damit weniger vergessen wird: {} von {}</translation>
    </message>
    <message>
        <source>The new “{}” is not kept</source>
        <translation>Das neue „{}“ wird nicht behalten</translation>
    </message>
    <message>
        <source>“{}” is kept</source>
        <translation>„{}“ ist gespeichert</translation>
    </message>
    <message>
        <source>1 take was left out: {}</source>
        <translation>1 Aufnahme wurde ausgelassen: {}</translation>
    </message>
    <message>
        <source>{1} takes were left out, the first: {0}</source>
        <translation>{1} Aufnahmen wurden ausgelassen, die erste: {0}</translation>
    </message>
    <message>
        <source>No test set is open</source>
        <translation>Kein Testsatz ist geöffnet</translation>
    </message>
    <message>
        <source>Test set: {}</source>
        <translation>Testsatz: {}</translation>
    </message>
    <message>
        <source>A profile needs {} takes of each word or more. Record them first.</source>
        <translation>Ein Profil braucht {} oder mehr Aufnahmen von jedem Wort. Nehmen Sie sie zuerst auf.</translation>
    </message>
    <message>
        <source>No word has {} takes yet. {}: {} takes, {} more are needed.</source>
        <translation>Noch kein Wort hat {} Aufnahmen. {}: {} Aufnahmen, {} fehlen noch.</translation>
    </message>
    <message>
        <source>Ready: {} words, {} takes.</source>
        <translation>Bereit: {} Wörter, {} Aufnahmen.</translation>
    </message>
    <message>
        <source>Ready: 1 word, {} takes.</source>
        <translation>Bereit: 1 Wort, {} Aufnahmen.</translation>
    </message>
    <message>
        <source>Left out for want of takes: {}</source>
        <translation>Aus Mangel an Aufnahmen ausgelassen: {}</translation>
    </message>
</context>
<context>
    <name>AdaptTakesCard</name>
    <message>
        <source>Test set</source>
        <translation>Testsatz</translation>
    </message>
    <message>
        <source>Speaker</source>
        <translation>Wer spricht</translation>
    </message>
    <message>
        <source>Whose takes the profile is made of</source>
        <translation>Aus wessen Aufnahmen das Profil entsteht</translation>
    </message>
    <message>
        <source>Word</source>
        <translation>Wort</translation>
    </message>
    <message>
        <source>Takes</source>
        <translation>Aufnahmen</translation>
    </message>
    <message>
        <source>Takes of each word</source>
        <translation>Aufnahmen je Wort</translation>
    </message>
    <message>
        <source>The words of the open test set are listed here.</source>
        <translation>Hier stehen die Wörter des geöffneten Testsatzes.</translation>
    </message>
    <message>
        <source>Record…</source>
        <translation>Aufnehmen…</translation>
    </message>
    <message>
        <source>Go to the page on which takes are recorded</source>
        <translation>Zur Seite, auf der aufgenommen wird</translation>
    </message>
    <message>
        <source>Name of the profile</source>
        <translation>Name des Profils</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Make profile</source>
        <translation>Profil erstellen</translation>
    </message>
    <message>
        <source>Takes of your voice</source>
        <translation>Aufnahmen Ihrer Stimme</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>For the model</source>
        <translation>Für das Modell</translation>
    </message>
    <message>
        <source>Everyone</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Without a name</source>
        <translation>Ohne Namen</translation>
    </message>
    <message>
        <source>1 more is needed</source>
        <translation>1 fehlt noch</translation>
    </message>
    <message>
        <source>{} more are needed</source>
        <translation>{} fehlen noch</translation>
    </message>
    <message>
        <source>✓  new word, to be learnt</source>
        <translation>✓  neues Wort, wird gelernt</translation>
    </message>
    <message>
        <source>✓</source>
        <translation>✓</translation>
    </message>
</context>
<context>
    <name>BackgroundBox</name>
    <message>
        <source>Background recordings</source>
        <translation>Hintergrund-Aufnahmen</translation>
    </message>
    <message>
        <source>Add recordings…</source>
        <translation>Tonaufnahmen hinzufügen…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Add long recordings without the words: the room, talk, music</source>
        <translation>Lange Aufnahmen ohne die Wörter hinzufügen: der Raum, Gespräche, Musik</translation>
    </message>
    <message>
        <source>Listen to the selected recordings no longer; the files stay  (Del)</source>
        <translation>Die ausgewählten Aufnahmen nicht mehr anhören; die Dateien bleiben  (Entf)</translation>
    </message>
    <message>
        <source> min</source>
        <translation> min</translation>
    </message>
    <message>
        <source>Minutes to record</source>
        <translation>Minuten der Aufnahme</translation>
    </message>
    <message>
        <source>Record the room</source>
        <translation>Den Raum aufnehmen</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Ende</translation>
    </message>
    <message>
        <source>Record what the microphone hears, as you live and work, without the words</source>
        <translation>Aufnehmen, was das Mikrofon hört, während Sie leben und arbeiten, ohne die Wörter</translation>
    </message>
    <message>
        <source>Stop, and keep what was recorded so far</source>
        <translation>Anhalten und behalten, was bisher aufgenommen ist</translation>
    </message>
    <message>
        <source>Time left</source>
        <translation>Verbleibende Zeit</translation>
    </message>
    <message>
        <source>Recorded so far</source>
        <translation>Bisher aufgenommen</translation>
    </message>
    <message>
        <source>Listen to the selected recordings no longer</source>
        <translation>Die ausgewählten Aufnahmen nicht mehr anhören</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Notice</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>Problem</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Ausblenden</translation>
    </message>
    <message>
        <source>Dismiss: {}</source>
        <translation>Ausblenden: {}</translation>
    </message>
</context>
<context>
    <name>BeforeAfterView</name>
    <message>
        <source>Before and after</source>
        <translation>Vorher und nachher</translation>
    </message>
    <message>
        <source>Sure of what was said</source>
        <translation>Sicherheit beim Gesagten</translation>
    </message>
    <message>
        <source>How probable the right word was found: the geometric mean over own takes</source>
        <translation>Für wie wahrscheinlich das richtige Wort gehalten wurde: geometrisches Mittel über die eigenen Aufnahmen</translation>
    </message>
    <message>
        <source>Word</source>
        <translation>Wort</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Nachher</translation>
    </message>
    <message>
        <source>Words that changed</source>
        <translation>Wörter, bei denen sich etwas geändert hat</translation>
    </message>
    <message>
        <source>Keep it anyway</source>
        <translation>Trotzdem behalten</translation>
    </message>
    <message>
        <source>Keep this profile although it does not help; it can be taken back</source>
        <translation>Dieses Profil behalten, obwohl es nicht hilft; das lässt sich zurücknehmen</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Own takes, held out</source>
        <translation>Eigene Aufnahmen, zurückgehalten</translation>
    </message>
    <message>
        <source>Training words, held out</source>
        <translation>Trainingswörter, zurückgehalten</translation>
    </message>
    <message>
        <source>{}
95 % interval</source>
        <translation>{}
95-%-Intervall</translation>
    </message>
    <message>
        <source>Make a profile, or choose one from the list, to see what it is worth.</source>
        <translation>Erstellen Sie ein Profil oder wählen Sie eines aus der Liste, um zu sehen, was es taugt.</translation>
    </message>
    <message>
        <source>{} of {}: {}</source>
        <translation>{} von {}: {}</translation>
    </message>
    <message>
        <source>{:.0f} to {:.0f} %</source>
        <translation>{:.0f} bis {:.0f} %</translation>
    </message>
    <message>
        <source>{} (new word)</source>
        <translation>{} (neues Wort)</translation>
    </message>
    <message>
        <source>{} of {}</source>
        <translation>{} von {}</translation>
    </message>
    <message>
        <source>This profile does not say what it is worth.</source>
        <translation>Dieses Profil sagt nicht, was es taugt.</translation>
    </message>
    <message>
        <source>{} of {} errors mended</source>
        <translation>{} von {} Fehlern behoben</translation>
    </message>
    <message>
        <source>There was no error to mend</source>
        <translation>Es gab keinen Fehler zu beheben</translation>
    </message>
    <message>
        <source>1 take that was right is wrong now</source>
        <translation>1 Aufnahme, die richtig war, ist jetzt falsch</translation>
    </message>
    <message>
        <source>{} takes that were right are wrong now</source>
        <translation>{} Aufnahmen, die richtig waren, sind jetzt falsch</translation>
    </message>
    <message>
        <source>{} more of {} training words are mistaken</source>
        <translation>{} mehr von {} Trainingswörtern werden verwechselt</translation>
    </message>
    <message>
        <source>nothing else worse</source>
        <translation>sonst nichts schlechter</translation>
    </message>
</context>
<context>
    <name>ClipList</name>
    <message>
        <source>Takes</source>
        <translation>Aufnahmen</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Abspielen</translation>
    </message>
    <message>
        <source>Be quiet</source>
        <translation>Still sein</translation>
    </message>
    <message>
        <source>Play the selected take, or stop</source>
        <translation>Die gewählte Aufnahme abspielen oder anhalten</translation>
    </message>
</context>
<context>
    <name>ConfusionTable</name>
    <message>
        <source>What was heard as what</source>
        <translation>Was als was gehört wurde</translation>
    </message>
    <message>
        <source>{} heard as {}: {}</source>
        <translation>{} gehört als {}: {}</translation>
    </message>
</context>
<context>
    <name>CrashDialog</name>
    <message>
        <source>Sayso failed</source>
        <translation>Fehler in Sayso</translation>
    </message>
    <message>
        <source>Something in Sayso went wrong</source>
        <translation>In Sayso ist etwas schiefgegangen</translation>
    </message>
    <message>
        <source>&amp;Copy details</source>
        <translation>Einzelheiten &amp;kopieren</translation>
    </message>
    <message>
        <source>Open &amp;log folder</source>
        <translation>&amp;Protokollordner öffnen</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>Con&amp;tinue</source>
        <translation>&amp;Weiter</translation>
    </message>
    <message>
        <source>You can continue; if Sayso behaves oddly, quit and start it again.</source>
        <translation>Sie können weitermachen; verhält sich Sayso seltsam, beenden und starten Sie es neu.</translation>
    </message>
    <message>
        <source>The log is {}</source>
        <translation>Das Protokoll liegt in {}</translation>
    </message>
    <message>
        <source>No log could be written.</source>
        <translation>Es konnte kein Protokoll geschrieben werden.</translation>
    </message>
    <message>
        <source>Errors since then: {}</source>
        <translation>Weitere Fehler seitdem: {}</translation>
    </message>
</context>
<context>
    <name>Diversion</name>
    <message>
        <source>Recording</source>
        <translation>Aufnahme läuft</translation>
    </message>
    <message>
        <source>What you say goes into the test set. See “My voice”.</source>
        <translation>Was gesagt wird, kommt in den Testsatz. Siehe „Meine Stimme“.</translation>
    </message>
</context>
<context>
    <name>DoctorDialog</name>
    <message>
        <source>Microphone doctor</source>
        <translation>Mikrofondoktor</translation>
    </message>
    <message>
        <source>&amp;Copy report</source>
        <translation>Bericht &amp;kopieren</translation>
    </message>
    <message>
        <source>Check &amp;again</source>
        <translation>&amp;Erneut prüfen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>DropArea</name>
    <message>
        <source>{} is used, the first of {} files; drop the others one at a time.</source>
        <translation>{} wird verwendet, die erste von {} Dateien; ziehen Sie die anderen einzeln herein.</translation>
    </message>
    <message>
        <source>Drop to see the model {}</source>
        <translation>Loslassen, um das Modell {} zu sehen</translation>
    </message>
    <message>
        <source>Drop to listen to {}</source>
        <translation>Loslassen, um {} anzuhören</translation>
    </message>
    <message>
        <source>{} is neither a recording nor a model; drop a WAV, FLAC, OGG, MP3 or ONNX file.</source>
        <translation>{} ist weder eine Tonaufnahme noch ein Modell; ziehen Sie eine WAV-, FLAC-, OGG-, MP3- oder ONNX-Datei herein.</translation>
    </message>
</context>
<context>
    <name>EvaluateDesk</name>
    <message>
        <source>Loading the model…</source>
        <translation>Das Modell wird geladen…</translation>
    </message>
    <message>
        <source>{} of {} takes</source>
        <translation>{} von {} Aufnahmen</translation>
    </message>
    <message>
        <source>Record takes of your voice under “Record”, or choose a folder that holds recordings.</source>
        <translation>Nehmen Sie unter „Aufnehmen“ Ihre Stimme auf, oder wählen Sie einen Ordner mit Aufnahmen.</translation>
    </message>
    <message>
        <source>Evaluate tells how many takes the model names rightly, and which words it confuses.</source>
        <translation>Die Auswertung sagt, wie viele Aufnahmen das Modell richtig benennt und welche Wörter es verwechselt.</translation>
    </message>
    <message>
        <source>{} with the voice profile “{}”</source>
        <translation>{} mit dem Stimmprofil „{}“</translation>
    </message>
    <message>
        <source>Web pages (*.html)</source>
        <translation>Webseiten (*.html)</translation>
    </message>
    <message>
        <source>Save report</source>
        <translation>Bericht speichern</translation>
    </message>
    <message>
        <source>{}: cannot be written ({}); free the disk or choose another folder</source>
        <translation>{}: lässt sich nicht schreiben ({}); Platz schaffen oder einen anderen Ordner wählen</translation>
    </message>
    <message>
        <source>The report is in {}</source>
        <translation>Der Bericht liegt in {}</translation>
    </message>
</context>
<context>
    <name>EvaluatePanel</name>
    <message>
        <source>Takes</source>
        <translation>Aufnahmen</translation>
    </message>
    <message>
        <source>Model or voice profile</source>
        <translation>Modell oder Stimmprofil</translation>
    </message>
    <message>
        <source>Compare with</source>
        <translation>Vergleichen mit</translation>
    </message>
    <message>
        <source>Evaluate</source>
        <translation>Auswerten</translation>
    </message>
    <message>
        <source>Save report…</source>
        <translation>Bericht speichern…</translation>
    </message>
    <message>
        <source>Write the figures to a web page that stands alone</source>
        <translation>Die Zahlen in eine Webseite schreiben, die für sich allein steht</translation>
    </message>
    <message>
        <source>compared with</source>
        <translation>verglichen mit</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
</context>
<context>
    <name>FiguresDesk</name>
    <message>
        <source>Evaluate</source>
        <translation>Auswerten</translation>
    </message>
    <message>
        <source>Tune</source>
        <translation>Schwelle</translation>
    </message>
</context>
<context>
    <name>FindingRow</name>
    <message>
        <source>good</source>
        <translation>gut</translation>
    </message>
    <message>
        <source>fair</source>
        <translation>mäßig</translation>
    </message>
    <message>
        <source>bad</source>
        <translation>schlecht</translation>
    </message>
    <message>
        <source>not measured</source>
        <translation>nicht gemessen</translation>
    </message>
</context>
<context>
    <name>FoundDesk</name>
    <message>
        <source>Labelled and not kept yet: {}. Keep them, or go back once more to forget them.</source>
        <translation>Benannt und noch nicht behalten: {}. Behalten, oder noch einmal zurück, um sie zu vergessen.</translation>
    </message>
    <message>
        <source>1 word was kept.</source>
        <translation>1 Wort wurde behalten.</translation>
    </message>
    <message>
        <source>{} words were kept.</source>
        <translation>{} Wörter wurden behalten.</translation>
    </message>
    <message>
        <source>In the set already: {}.</source>
        <translation>Schon im Testsatz: {}.</translation>
    </message>
    <message>
        <source>Without a label: {}.</source>
        <translation>Ohne Namen: {}.</translation>
    </message>
    <message>
        <source>1 word found</source>
        <translation>1 Wort gefunden</translation>
    </message>
    <message>
        <source>{} words found</source>
        <translation>{} Wörter gefunden</translation>
    </message>
    <message>
        <source>{}; {} of {} recordings to go…</source>
        <translation>{}; noch {} von {} Tonaufnahmen…</translation>
    </message>
    <message>
        <source>Select a word, hear it, type what was said, and press Enter: the next one follows.</source>
        <translation>Ein Wort wählen, anhören, eintippen, was gesagt wurde, und die Eingabetaste drücken: Das nächste folgt.</translation>
    </message>
    <message>
        <source>Nobody is heard saying a word. Go back, and add other recordings.</source>
        <translation>Niemand sagt hörbar ein Wort. Zurückgehen und andere Tonaufnahmen hinzufügen.</translation>
    </message>
</context>
<context>
    <name>FoundPage</name>
    <message>
        <source>Play</source>
        <translation>Abspielen</translation>
    </message>
    <message>
        <source>Be quiet</source>
        <translation>Still sein</translation>
    </message>
    <message>
        <source>Give label</source>
        <translation>Benennen</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>Alle wählen</translation>
    </message>
    <message>
        <source>Keep labelled words</source>
        <translation>Benannte Wörter behalten</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>Tonaufnahme</translation>
    </message>
    <message>
        <source>At</source>
        <translation>Bei</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Länge</translation>
    </message>
    <message>
        <source>Heard as</source>
        <translation>Gehört als</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>Bemerkung</translation>
    </message>
    <message>
        <source>Select a word, hear it, type what was said, and press Enter: the next one follows.</source>
        <translation>Ein Wort wählen, anhören, eintippen, was gesagt wurde, und die Eingabetaste drücken: Das nächste folgt.</translation>
    </message>
    <message>
        <source>Words found</source>
        <translation>Gefundene Wörter</translation>
    </message>
    <message>
        <source>Label of the selected words</source>
        <translation>Name der gewählten Wörter</translation>
    </message>
    <message>
        <source>what was said</source>
        <translation>was gesagt wurde</translation>
    </message>
    <message>
        <source>Play the selected word, or stop</source>
        <translation>Das gewählte Wort abspielen oder anhalten</translation>
    </message>
    <message>
        <source>Discard the selected words</source>
        <translation>Die gewählten Wörter verwerfen</translation>
    </message>
    <message>
        <source>Go back; words that were not kept are forgotten</source>
        <translation>Zurück; nicht behaltene Wörter werden vergessen</translation>
    </message>
</context>
<context>
    <name>GateCaption</name>
    <message>
        <source>Grey: the level of the sound. Line across: what is louder than this is listened to closely.
Line from bottom to top: how probable speech is. Coloured ground: the gate is open.</source>
        <translation>Grau: der Pegel. Waagerechte Linie: Was lauter ist, wird genauer angehört.
Linie von unten nach oben: wie wahrscheinlich Sprache ist. Farbiger Grund: Das Gate ist offen.</translation>
    </message>
    <message>
        <source>level</source>
        <translation>Pegel</translation>
    </message>
    <message>
        <source>opening level</source>
        <translation>Öffnungspegel</translation>
    </message>
    <message>
        <source>speech</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>open</source>
        <translation>offen</translation>
    </message>
    <message>
        <source>Gate</source>
        <translation>Gate</translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>&amp;Input</source>
        <translation>&amp;Eingang</translation>
    </message>
    <message>
        <source>&amp;Words</source>
        <translation>&amp;Wörter</translation>
    </message>
    <message>
        <source>&amp;Model</source>
        <translation>&amp;Modell</translation>
    </message>
    <message>
        <source>■  Stop</source>
        <translation>■  Stopp</translation>
    </message>
    <message>
        <source>My voice</source>
        <translation>Meine Stimme</translation>
    </message>
    <message>
        <source>Record a test set of your own voice</source>
        <translation>Einen Testsatz der eigenen Stimme aufnehmen</translation>
    </message>
    <message>
        <source>▶  Start</source>
        <translation>▶  Start</translation>
    </message>
    <message>
        <source>Stop listening</source>
        <translation>Zuhören beenden</translation>
    </message>
    <message>
        <source>Start listening</source>
        <translation>Zuhören beginnen</translation>
    </message>
</context>
<context>
    <name>HelpButton</name>
    <message>
        <source>&amp;?</source>
        <comment>mnemonic of the help button; a question mark in most languages</comment>
        <translation>&amp;?</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>Keyboard shortcuts, log, and about Sayso</source>
        <translation>Tastenkürzel, Protokoll und über Sayso</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts…</source>
        <translation>&amp;Tastenkürzel…</translation>
    </message>
    <message>
        <source>Open &amp;log folder</source>
        <translation>&amp;Protokollordner öffnen</translation>
    </message>
    <message>
        <source>&amp;About Sayso…</source>
        <translation>&amp;Über Sayso…</translation>
    </message>
</context>
<context>
    <name>HelpDesk</name>
    <message>
        <source>Elsewhere</source>
        <translation>Anderswo</translation>
    </message>
    <message>
        <source>No log could be written: its folder is read-only, or the disk is full.</source>
        <translation>Es konnte kein Protokoll geschrieben werden: Der Ordner ist schreibgeschützt oder der Datenträger voll.</translation>
    </message>
    <message>
        <source>No program here opens folders. The log is {}</source>
        <translation>Hier öffnet kein Programm Ordner. Das Protokoll liegt in {}</translation>
    </message>
</context>
<context>
    <name>History</name>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Word</source>
        <translation>Wort</translation>
    </message>
    <message>
        <source>Sure</source>
        <translation>Sicher</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>Latenz</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>Urteil</translation>
    </message>
    <message>
        <source>✓ right</source>
        <translation>✓ richtig</translation>
    </message>
    <message>
        <source>✕ wrong</source>
        <translation>✕ falsch</translation>
    </message>
    <message>
        <source>– out</source>
        <translation>– verworfen</translation>
    </message>
    <message>
        <source>{}, with voice profile {}</source>
        <translation>{}, mit Stimmprofil {}</translation>
    </message>
    <message>
        <source>{}; {} differs: it said “{}”</source>
        <translation>{}; {} weicht ab: „{}“</translation>
    </message>
    <message>
        <source>{}. Click, or press Enter, to see and hear it.</source>
        <translation>{}. Klicken oder Eingabetaste drücken, um es zu sehen und zu hören.</translation>
    </message>
</context>
<context>
    <name>HistoryView</name>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Enter opens the selected word</source>
        <translation>Eingabe öffnet das gewählte Wort</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>Forget the words heard so far</source>
        <translation>Die bisher gehörten Wörter vergessen</translation>
    </message>
    <message>
        <source>Clear history</source>
        <translation>Verlauf leeren</translation>
    </message>
    <message>
        <source>The words that are heard are listed here.</source>
        <translation>Hier stehen die Wörter, die gehört werden.</translation>
    </message>
    <message>
        <source>Look into the selected answer</source>
        <translation>Die gewählte Antwort genauer ansehen</translation>
    </message>
    <message>
        <source>Select no word: verdicts go to the newest</source>
        <translation>Kein Wort wählen: Urteile gelten dem neuesten</translation>
    </message>
    <message>
        <source>Verdict on “{}”, {}</source>
        <translation>Urteil über „{}“, {}</translation>
    </message>
</context>
<context>
    <name>HoldButton</name>
    <message>
        <source>Hold to talk   (space)</source>
        <translation>Zum Sprechen halten   (Leertaste)</translation>
    </message>
    <message>
        <source>Hold to talk</source>
        <translation>Zum Sprechen halten</translation>
    </message>
    <message>
        <source>Hold this button or the space bar, say a word, and let go</source>
        <translation>Diese Schaltfläche oder die Leertaste halten, ein Wort sagen und loslassen</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Leertaste</translation>
    </message>
    <message>
        <source>Hold to talk, while that is chosen</source>
        <translation>Zum Sprechen halten, wenn das gewählt ist</translation>
    </message>
    <message>
        <source>Listening…   let go to end</source>
        <translation>Hört zu…   zum Beenden loslassen</translation>
    </message>
</context>
<context>
    <name>InputButton</name>
    <message>
        <source>&amp;All sound systems</source>
        <translation>&amp;Alle Tonsysteme</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>Eingang</translation>
    </message>
    <message>
        <source>What to listen to: a microphone, the demo recording, or a file</source>
        <translation>Was gehört wird: ein Mikrofon, die Demoaufnahme oder eine Datei</translation>
    </message>
    <message>
        <source>&amp;Open recording…</source>
        <translation>Tonaufnahme ö&amp;ffnen…</translation>
    </message>
    <message>
        <source>&amp;Rescan inputs</source>
        <translation>Eingänge neu &amp;suchen</translation>
    </message>
    <message>
        <source>Microphone &amp;doctor…</source>
        <translation>Mikrofon&amp;doktor…</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>Tonaufnahme</translation>
    </message>
    <message>
        <source>Demo recording</source>
        <translation>Demoaufnahme</translation>
    </message>
    <message>
        <source>Microphone  ·  {}</source>
        <translation>Mikrofon  ·  {}</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>Mikrofon</translation>
    </message>
    <message>
        <source>System default</source>
        <translation>Standard des Systems</translation>
    </message>
    <message>
        <source>{} (not plugged in)</source>
        <translation>{} (nicht angeschlossen)</translation>
    </message>
    <message>
        <source>Recordings ({});;All files (*)</source>
        <translation>Tonaufnahmen ({});;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Open recording</source>
        <translation>Tonaufnahme öffnen</translation>
    </message>
</context>
<context>
    <name>InputDesk</name>
    <message>
        <source>{} is gone</source>
        <translation>{} ist weg</translation>
    </message>
    <message>
        <source>{} is not plugged in</source>
        <translation>{} ist nicht angeschlossen</translation>
    </message>
    <message>
        <source>{}. Sayso listens again as soon as it can.</source>
        <translation>{}. Sayso hört wieder zu, sobald es kann.</translation>
    </message>
    <message>
        <source>{}. Listening to {} meanwhile.</source>
        <translation>{}. Solange wird {} gehört.</translation>
    </message>
    <message>
        <source>{}. Playing the demo meanwhile.</source>
        <translation>{}. Solange läuft die Demo.</translation>
    </message>
</context>
<context>
    <name>Inspector</name>
    <message>
        <source>Finding out what the answer rests on…</source>
        <translation>Es wird ermittelt, worauf die Antwort beruht…</translation>
    </message>
</context>
<context>
    <name>InspectorDialog</name>
    <message>
        <source>Utterance</source>
        <translation>Äußerung</translation>
    </message>
    <message>
        <source>↑ Newer</source>
        <translation>↑ Neuer</translation>
    </message>
    <message>
        <source>Go to the newer word</source>
        <translation>Zum neueren Wort</translation>
    </message>
    <message>
        <source>↓ Older</source>
        <translation>↓ Älter</translation>
    </message>
    <message>
        <source>Go to the older word</source>
        <translation>Zum älteren Wort</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>The sound of this word is no longer kept. Only the last ten minutes of speech are.</source>
        <translation>Der Ton dieses Wortes ist nicht mehr da: Nur die letzten zehn Minuten Sprache werden behalten.</translation>
    </message>
    <message>
        <source>Show what counted</source>
        <translation>Zeigen, was zählte</translation>
    </message>
    <message>
        <source>Dim what did not matter for the answer: parts of the sound were taken away, one after the other, and the model was asked again</source>
        <translation>Abdunkeln, was für die Antwort keine Rolle spielte: Teile des Tons wurden nacheinander weggenommen, und das Modell wurde erneut gefragt</translation>
    </message>
    <message>
        <source>Play what the model heard, or stop</source>
        <translation>Abspielen, was das Modell gehört hat, oder anhalten</translation>
    </message>
    <message>
        <source>● What &amp;counted</source>
        <translation>● Was &amp;zählte</translation>
    </message>
    <message>
        <source>○ What &amp;counted</source>
        <translation>○ Was &amp;zählte</translation>
    </message>
    <message>
        <source>No single part decides: “{0}” stays at least {2} sure, whatever is taken away.</source>
        <translation>Kein Teil entscheidet allein: „{0}“ bleibt zu mindestens {2} sicher, was immer fehlt.</translation>
    </message>
    <message>
        <source>“{}” is {} sure; without the part that counts most it would be {}.</source>
        <translation>„{}“ ist zu {} sicher; ohne den Teil, der am meisten zählt, wären es {}.</translation>
    </message>
    <message>
        <source>■  Stop</source>
        <translation>■  Stopp</translation>
    </message>
    <message>
        <source>▶  Play</source>
        <translation>▶  Abspielen</translation>
    </message>
    <message>
        <source>Stop playing</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Play what the model heard</source>
        <translation>Abspielen, was das Modell gehört hat</translation>
    </message>
    <message>
        <source>No word is answered while this plays.</source>
        <translation>Währenddessen wird kein Wort benannt.</translation>
    </message>
    <message>
        <source>{} sure</source>
        <translation>{} sicher</translation>
    </message>
    <message>
        <source>voice profile {}</source>
        <translation>Stimmprofil {}</translation>
    </message>
</context>
<context>
    <name>InspectorPicture</name>
    <message>
        <source>Spectrogram and gate of the utterance</source>
        <translation>Spektrogramm und Gate der Äußerung</translation>
    </message>
    <message>
        <source>Scores while the utterance went on</source>
        <translation>Bewertungen im Lauf der Äußerung</translation>
    </message>
    <message>
        <source>threshold {}</source>
        <translation>Schwelle {}</translation>
    </message>
    <message>
        <source>Scores</source>
        <translation>Bewertungen</translation>
    </message>
</context>
<context>
    <name>LabelList</name>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>+ Digits</source>
        <translation>+ Ziffern</translation>
    </message>
    <message>
        <source>+ Commands</source>
        <translation>+ Befehle</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>any word; several with commas</source>
        <translation>beliebige Wörter, mit Kommas</translation>
    </message>
    <message>
        <source>Word to add</source>
        <translation>Neues Wort</translation>
    </message>
    <message>
        <source>Add zero to nine</source>
        <translation>zero bis nine hinzufügen</translation>
    </message>
    <message>
        <source>Add yes, no, up, down, left, right, on, off, stop and go</source>
        <translation>yes, no, up, down, left, right, on, off, stop und go hinzufügen</translation>
    </message>
    <message>
        <source>Ask for the selected words no longer; their takes stay  (Del)</source>
        <translation>Die gewählten Wörter nicht mehr verlangen; ihre Aufnahmen bleiben  (Entf)</translation>
    </message>
    <message>
        <source>Words to say</source>
        <translation>Wörter, die gesagt werden</translation>
    </message>
    <message>
        <source>Ask for the selected words no longer</source>
        <translation>Die gewählten Wörter nicht mehr verlangen</translation>
    </message>
</context>
<context>
    <name>LabelPopup</name>
    <message>
        <source>It was</source>
        <translation>Es war</translation>
    </message>
    <message>
        <source>The word that was said</source>
        <translation>Das Wort, das gesagt wurde</translation>
    </message>
    <message>
        <source>any word</source>
        <translation>beliebiges Wort</translation>
    </message>
    <message>
        <source>Words, likeliest first</source>
        <translation>Wörter, die wahrscheinlichsten zuerst</translation>
    </message>
    <message>
        <source>{}   (another word)</source>
        <translation>{}   (anderes Wort)</translation>
    </message>
</context>
<context>
    <name>LevelMeter</name>
    <message>
        <source>Input level</source>
        <translation>Eingangspegel</translation>
    </message>
    <message>
        <source>Loudness in decibels of full scale.
Noise floor: how loud the room is while nobody speaks.
Opens above: what is louder is worth a closer look, whether it is speech.
Peak: the loudest moment of the last second. At 0 dB the input clips, and words are distorted.</source>
        <translation>Lautstärke in Dezibel unter Vollaussteuerung.
Grundrauschen: wie laut der Raum ist, während niemand spricht.
Öffnet ab: Was lauter ist, wird genauer betrachtet, ob es Sprache ist.
Spitze: der lauteste Augenblick der letzten Sekunde. Bei 0 dB übersteuert der Eingang, und Wörter werden verzerrt.</translation>
    </message>
    <message>
        <source>⚠ Clipping: speak softer, or lower the input</source>
        <translation>⚠ Übersteuert: leiser sprechen oder den Eingang leiser stellen</translation>
    </message>
</context>
<context>
    <name>LevelRange</name>
    <message>
        <source>0 dB</source>
        <translation>0 dB</translation>
    </message>
    <message>
        <source>Level range of the colours</source>
        <translation>Pegelbereich der Farben</translation>
    </message>
    <message>
        <source>Levels of the darkest and the lightest colour, in decibels. Drag an end, or both by the middle;
the arrow keys make the picture darker or brighter, with Shift stronger or softer; Home resets.</source>
        <translation>Pegel der dunkelsten und der hellsten Farbe in Dezibel. Ein Ende ziehen, oder beide an der Mitte;
die Pfeiltasten machen das Bild dunkler oder heller, mit Umschalt härter oder weicher; Pos1 setzt zurück.</translation>
    </message>
    <message>
        <source>From {:.0f} to {:.0f} decibels</source>
        <translation>Von {:.0f} bis {:.0f} Dezibel</translation>
    </message>
</context>
<context>
    <name>ListeningPage</name>
    <message>
        <source>Progress of the check</source>
        <translation>Fortschritt der Prüfung</translation>
    </message>
    <message>
        <source>Input level</source>
        <translation>Eingangspegel</translation>
    </message>
    <message>
        <source>One moment</source>
        <translation>Einen Augenblick</translation>
    </message>
    <message>
        <source>Opening {}…</source>
        <translation>{} wird geöffnet…</translation>
    </message>
    <message>
        <source>{} s left</source>
        <translation>noch {} s</translation>
    </message>
    <message>
        <source>Listening to the recording</source>
        <translation>Die Tonaufnahme wird gehört</translation>
    </message>
    <message>
        <source>Say a few words</source>
        <translation>Sagen Sie ein paar Wörter</translation>
    </message>
    <message>
        <source>As you would speak to Sayso.  {}</source>
        <translation>So, wie Sie mit Sayso sprechen würden.  {}</translation>
    </message>
    <message>
        <source>Now be quiet</source>
        <translation>Jetzt bitte still sein</translation>
    </message>
    <message>
        <source>This tells how loud the room is.  {}</source>
        <translation>So zeigt sich, wie laut der Raum ist.  {}</translation>
    </message>
</context>
<context>
    <name>ListeningSwitch</name>
    <message>
        <source>When to listen</source>
        <translation>Wann zugehört wird</translation>
    </message>
    <message>
        <source>&amp;Always on</source>
        <translation>&amp;Dauernd</translation>
    </message>
    <message>
        <source>Name every word that stands alone</source>
        <translation>Jedes Wort benennen, das allein steht</translation>
    </message>
    <message>
        <source>&amp;Hold to talk</source>
        <translation>&amp;Sprechtaste</translation>
    </message>
    <message>
        <source>Listen only while the space bar or the button is held</source>
        <translation>Nur zuhören, solange die Leertaste oder die Schaltfläche gehalten wird</translation>
    </message>
</context>
<context>
    <name>MeterLegend</name>
    <message>
        <source>Noise floor</source>
        <translation>Grundrauschen</translation>
    </message>
    <message>
        <source>Opens above</source>
        <translation>Öffnet ab</translation>
    </message>
    <message>
        <source>Peak</source>
        <translation>Spitze</translation>
    </message>
    <message>
        <source>Marks: {}</source>
        <translation>Marken: {}</translation>
    </message>
</context>
<context>
    <name>ModelCardView</name>
    <message>
        <source>Model card</source>
        <translation>Modellkarte</translation>
    </message>
    <message>
        <source>This file cannot be used</source>
        <translation>Diese Datei ist nicht brauchbar</translation>
    </message>
    <message>
        <source>Reading the card…</source>
        <translation>Die Karte wird gelesen…</translation>
    </message>
    <message>
        <source>How well it hears</source>
        <translation>Wie gut es hört</translation>
    </message>
    <message>
        <source>What it is</source>
        <translation>Was es ist</translation>
    </message>
    <message>
        <source>What is not proven</source>
        <translation>Was nicht belegt ist</translation>
    </message>
    <message>
        <source>The file has no figures: nobody says how well it hears.</source>
        <translation>Die Datei enthält keine Zahlen: Niemand sagt, wie gut es hört.</translation>
    </message>
    <message>
        <source>Clips</source>
        <translation>Aufnahmen</translation>
    </message>
    <message>
        <source>As used</source>
        <translation>Im Gebrauch</translation>
    </message>
    <message>
        <source>Straight to the model</source>
        <translation>Direkt ans Modell</translation>
    </message>
    <message>
        <source>Named rightly, of how many, and the 95 % interval. “As used” is with gate and threshold.</source>
        <translation>Richtig benannt, von wie vielen, und das 95-%-Intervall. „Im Gebrauch“ heißt mit Gate und Schwelle.</translation>
    </message>
    <message>
        <source>{} of {}</source>
        <translation>{} von {}</translation>
    </message>
    <message>
        <source>{:.1f} to {:.1f} %</source>
        <translation>{:.1f} bis {:.1f} %</translation>
    </message>
    <message>
        <source>False words in running speech: {} in {:.2f} hours, so {:.1f} per hour ({:.1f} to {:.1f}).</source>
        <translation>Falsche Wörter in laufender Rede: {} in {:.2f} Stunden, also {:.1f} je Stunde ({:.1f} bis {:.1f}).</translation>
    </message>
    <message>
        <source>{:.1f} million multiply-adds per window</source>
        <translation>{:.1f} Millionen Multiplikationen mit Addition je Fenster</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>Antworten</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>Work</source>
        <translation>Aufwand</translation>
    </message>
    <message>
        <source>Front end</source>
        <translation>Merkmale</translation>
    </message>
    <message>
        <source>Hears</source>
        <translation>Hört</translation>
    </message>
    <message>
        <source>{:.2f} s at a time</source>
        <translation>{:.2f} s auf einmal</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>Schwelle</translation>
    </message>
    <message>
        <source>Trained on</source>
        <translation>Trainiert mit</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>Erstellt</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Everything: there are no figures, and no card lies beside the file.</source>
        <translation>Alles: Es gibt keine Zahlen, und neben der Datei liegt keine Karte.</translation>
    </message>
    <message>
        <source>No card lies beside the file that says so. Expect less than its figures.</source>
        <translation>Neben der Datei liegt keine Karte, die das belegt. Erwarten Sie weniger, als ihre Zahlen versprechen.</translation>
    </message>
    <message>
        <source>The figures are the file&apos;s own: Sayso did not measure them again.</source>
        <translation>Die Zahlen stammen aus der Datei: Sayso hat sie nicht nachgemessen.</translation>
    </message>
</context>
<context>
    <name>ModelsButton</name>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>The network that names the words</source>
        <translation>Das Netz, das die Wörter benennt</translation>
    </message>
    <message>
        <source>&amp;Compare with</source>
        <translation>&amp;Vergleichen mit</translation>
    </message>
    <message>
        <source>A&amp;dd model file…</source>
        <translation>Modelldatei &amp;hinzufügen…</translation>
    </message>
    <message>
        <source>&amp;All models…</source>
        <translation>&amp;Alle Modelle…</translation>
    </message>
    <message>
        <source>&amp;No other model</source>
        <translation>&amp;Kein anderes Modell</translation>
    </message>
    <message>
        <source>Come with Sayso</source>
        <translation>Mit Sayso geliefert</translation>
    </message>
    <message>
        <source>Added by you</source>
        <translation>Von Ihnen hinzugefügt</translation>
    </message>
</context>
<context>
    <name>ModelsDialog</name>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>&amp;Add file…</source>
        <translation>Datei &amp;hinzufügen…</translation>
    </message>
    <message>
        <source>&amp;Remove from list</source>
        <translation>Aus der Liste &amp;entfernen</translation>
    </message>
    <message>
        <source>&amp;Compare</source>
        <translation>&amp;Vergleichen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>&amp;Use</source>
        <translation>Ver&amp;wenden</translation>
    </message>
    <message>
        <source>Put an ONNX file of your own into the list</source>
        <translation>Eine eigene ONNX-Datei in die Liste aufnehmen</translation>
    </message>
    <message>
        <source>The file itself stays where it is</source>
        <translation>Die Datei selbst bleibt, wo sie ist</translation>
    </message>
    <message>
        <source>Remove a model of your own from the list</source>
        <translation>Ein eigenes Modell aus der Liste entfernen</translation>
    </message>
    <message>
        <source>Models ({});;All files (*)</source>
        <translation>Modelle ({});;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Add model file</source>
        <translation>Modelldatei hinzufügen</translation>
    </message>
    <message>
        <source>●  In use</source>
        <translation>●  In Gebrauch</translation>
    </message>
    <message>
        <source>○  Compared</source>
        <translation>○  Wird verglichen</translation>
    </message>
    <message>
        <source>✕  Cannot be used</source>
        <translation>✕  Nicht brauchbar</translation>
    </message>
    <message>
        <source>Comes with Sayso</source>
        <translation>Mit Sayso geliefert</translation>
    </message>
    <message>
        <source>Added by you</source>
        <translation>Von Ihnen hinzugefügt</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>In Gebrauch</translation>
    </message>
    <message>
        <source>Stop &amp;comparing</source>
        <translation>Vergleich &amp;beenden</translation>
    </message>
</context>
<context>
    <name>NumberLine</name>
    <message>
        <source>Number</source>
        <translation>Zahl</translation>
    </message>
    <message>
        <source>Digits in a row</source>
        <translation>Ziffernfolge</translation>
    </message>
    <message>
        <source>Digits that are spoken one after the other; five seconds begin a new number</source>
        <translation>Ziffern, die nacheinander gesprochen werden; nach fünf Sekunden beginnt eine neue Zahl</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy the number</source>
        <translation>Die Zahl kopieren</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>Clear the number</source>
        <translation>Die Zahl leeren</translation>
    </message>
    <message>
        <source>digits in a row</source>
        <translation>Ziffernfolge</translation>
    </message>
</context>
<context>
    <name>OpenTestSet</name>
    <message>
        <source>Folder of the test set</source>
        <translation>Ordner des Testsatzes</translation>
    </message>
    <message>
        <source>Keep takes of your voice in a test set? Choose its folder, or an empty one for a new set.</source>
        <translation>Aufnahmen Ihrer Stimme in einem Testsatz behalten? Wählen Sie seinen Ordner, oder einen leeren für einen neuen.</translation>
    </message>
</context>
<context>
    <name>OrderSwitch</name>
    <message>
        <source>Order of the words</source>
        <translation>Reihenfolge der Wörter</translation>
    </message>
    <message>
        <source>Shuffled</source>
        <translation>Gemischt</translation>
    </message>
    <message>
        <source>In blocks</source>
        <translation>In Blöcken</translation>
    </message>
    <message>
        <source>Rounds of all words, each in another order: nobody falls into a rhythm</source>
        <translation>Runden aller Wörter, jede in anderer Reihenfolge: Niemand verfällt in einen Rhythmus</translation>
    </message>
    <message>
        <source>All takes of one word, then those of the next</source>
        <translation>Alle Aufnahmen eines Wortes, dann die des nächsten</translation>
    </message>
</context>
<context>
    <name>OutputButton</name>
    <message>
        <source>Output</source>
        <translation>Ausgang</translation>
    </message>
    <message>
        <source>Where recordings are played</source>
        <translation>Wo Tonaufnahmen abgespielt werden</translation>
    </message>
    <message>
        <source>System&apos;s default output</source>
        <translation>Standardausgang des Systems</translation>
    </message>
</context>
<context>
    <name>Phrases</name>
    <message>
        <source>Speech level</source>
        <translation>Sprachpegel</translation>
    </message>
    <message>
        <source>Clipping</source>
        <translation>Übersteuerung</translation>
    </message>
    <message>
        <source>Speech over noise</source>
        <translation>Sprache über Rauschen</translation>
    </message>
    <message>
        <source>Noise floor</source>
        <translation>Grundrauschen</translation>
    </message>
    <message>
        <source>Mains hum</source>
        <translation>Netzbrummen</translation>
    </message>
    <message>
        <source>DC offset</source>
        <translation>Gleichspannungsanteil</translation>
    </message>
    <message>
        <source>Bandwidth</source>
        <translation>Bandbreite</translation>
    </message>
    <message>
        <source>Zeros</source>
        <translation>Nullen</translation>
    </message>
    <message>
        <source>Lost samples</source>
        <translation>Verlorene Abtastwerte</translation>
    </message>
    <message>
        <source>The microphone is fine.</source>
        <translation>Das Mikrofon ist in Ordnung.</translation>
    </message>
    <message>
        <source>It works, and could be better.</source>
        <translation>Es funktioniert, könnte aber besser sein.</translation>
    </message>
    <message>
        <source>Words will be missed or mistaken until this is mended.</source>
        <translation>Bis das behoben ist, werden Wörter überhört oder verwechselt.</translation>
    </message>
    <message>
        <source>Raise the input level in the system&apos;s sound settings, or speak nearer to the microphone.</source>
        <translation>Heben Sie den Eingangspegel in den Toneinstellungen des Systems, oder sprechen Sie näher am Mikrofon.</translation>
    </message>
    <message>
        <source>Say a few words during the check; if you did, choose another input, or switch this one on.</source>
        <translation>Sagen Sie während der Prüfung ein paar Wörter; falls Sie das taten, wählen Sie einen anderen Eingang oder schalten Sie diesen ein.</translation>
    </message>
    <message>
        <source>Lower the input level or its boost in the sound settings, or speak further away.</source>
        <translation>Senken Sie den Eingangspegel oder seine Verstärkung in den Toneinstellungen, oder sprechen Sie aus größerem Abstand.</translation>
    </message>
    <message>
        <source>Move nearer to the microphone, or further from what makes the noise.</source>
        <translation>Gehen Sie näher ans Mikrofon, oder weiter weg von dem, was rauscht.</translation>
    </message>
    <message>
        <source>Switch off fans, close the window, and be quiet for some of the ten seconds.</source>
        <translation>Schalten Sie Lüfter aus, schließen Sie das Fenster, und seien Sie einen Teil der zehn Sekunden still.</translation>
    </message>
    <message>
        <source>Move the cable away from power supplies, try another USB port, or run the laptop on its battery.</source>
        <translation>Legen Sie das Kabel weg von Netzteilen, versuchen Sie einen anderen USB-Anschluss, oder betreiben Sie den Laptop mit dem Akku.</translation>
    </message>
    <message>
        <source>It wastes headroom: try another port or sound card, or update its driver.</source>
        <translation>Das kostet Aussteuerung: Versuchen Sie einen anderen Anschluss oder eine andere Soundkarte, oder erneuern Sie den Treiber.</translation>
    </message>
    <message>
        <source>Set the input to 16000 Hz or more.</source>
        <translation>Stellen Sie den Eingang auf 16000 Hz oder mehr.</translation>
    </message>
    <message>
        <source>A Bluetooth headset in call mode sounds like this: use a cable or another microphone.</source>
        <translation>So klingt ein Bluetooth-Headset im Telefonmodus: Nehmen Sie ein Kabel oder ein anderes Mikrofon.</translation>
    </message>
    <message>
        <source>Unmute the microphone, and allow this app to use it in the system&apos;s privacy settings.</source>
        <translation>Schalten Sie das Mikrofon ein, und erlauben Sie es dieser App in den Datenschutzeinstellungen des Systems.</translation>
    </message>
    <message>
        <source>Sound is lost on its way: use another USB port or a cable, and close programs that are busy.</source>
        <translation>Unterwegs geht Ton verloren: Nehmen Sie einen anderen USB-Anschluss oder ein Kabel, und schließen Sie beschäftigte Programme.</translation>
    </message>
    <message>
        <source>Noise suppression cuts the beginnings off words: switch it off in the sound settings.</source>
        <translation>Die Rauschunterdrückung schneidet Wortanfänge ab: Schalten Sie sie in den Toneinstellungen aus.</translation>
    </message>
    <message>
        <source>The machine was too busy: close other programs, then check again.</source>
        <translation>Der Rechner war zu beschäftigt: Schließen Sie andere Programme, und prüfen Sie erneut.</translation>
    </message>
    <message>
        <source>no speech heard</source>
        <translation>keine Sprache gehört</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>{} of the samples, peak {}</source>
        <translation>{} der Abtastwerte, Spitze {}</translation>
    </message>
    <message>
        <source>not measured without speech</source>
        <translation>ohne Sprache nicht gemessen</translation>
    </message>
    <message>
        <source>not measured without sound</source>
        <translation>ohne Ton nicht gemessen</translation>
    </message>
    <message>
        <source>{} Hz, {} dB under the speech</source>
        <translation>{} Hz, {} dB unter der Sprache</translation>
    </message>
    <message>
        <source>{} Hz, {} dB over the speech</source>
        <translation>{} Hz, {} dB über der Sprache</translation>
    </message>
    <message>
        <source>{} of full scale</source>
        <translation>{} der Vollaussteuerung</translation>
    </message>
    <message>
        <source>{} kHz, since its sample rate is {} Hz</source>
        <translation>{} kHz, weil die Abtastrate {} Hz beträgt</translation>
    </message>
    <message>
        <source>{} kHz, although it claims {} Hz</source>
        <translation>{} kHz, obwohl {} Hz angegeben sind</translation>
    </message>
    <message>
        <source>{} of the time</source>
        <translation>{} der Zeit</translation>
    </message>
    <message>
        <source>{} of the time: it sends nothing</source>
        <translation>{} der Zeit: Es sendet nichts</translation>
    </message>
    <message>
        <source>{} holes, {}</source>
        <translation>{} Löcher, {}</translation>
    </message>
    <message>
        <source>1 hole, {}</source>
        <translation>1 Loch, {}</translation>
    </message>
    <message>
        <source>{}, between words</source>
        <translation>{}, zwischen den Wörtern</translation>
    </message>
    <message>
        <source>none that lasts</source>
        <translation>keine, die dauern</translation>
    </message>
    <message>
        <source>lost {} times</source>
        <translation>{}-mal verloren</translation>
    </message>
    <message>
        <source>lost 1 time</source>
        <translation>1-mal verloren</translation>
    </message>
    <message>
        <source>{}: only {} s of sound, too little to judge; let the check run to its end</source>
        <translation>{}: nur {} s Ton, zu wenig für ein Urteil; lassen Sie die Prüfung bis zum Ende laufen</translation>
    </message>
    <message>
        <source>the check failed ({}); please report it</source>
        <translation>die Prüfung ist fehlgeschlagen ({}); bitte melden</translation>
    </message>
    <message>
        <source>Sayso failed: {}; please report it</source>
        <translation>Fehler in Sayso: {}; bitte melden</translation>
    </message>
    <message>
        <source>no microphone found; plug one in, then choose it again, or listen to the demo</source>
        <translation>kein Mikrofon gefunden; schließen Sie eines an und wählen Sie es erneut, oder hören Sie die Demo</translation>
    </message>
    <message>
        <source>{}: holds no samples; record it again</source>
        <translation>{}: enthält keinen Ton; nehmen Sie es neu auf</translation>
    </message>
    <message>
        <source>{}: no such file; check the name</source>
        <translation>{}: Datei nicht gefunden; prüfen Sie den Namen</translation>
    </message>
    <message>
        <source>{}: cannot be read as audio ({}); convert it to WAV or FLAC</source>
        <translation>{}: lässt sich nicht als Ton lesen ({}); wandeln Sie es in WAV oder FLAC um</translation>
    </message>
    <message>
        <source>{}: is a folder, not a recording; name a file in it</source>
        <translation>{}: ist ein Ordner, keine Tonaufnahme; nennen Sie eine Datei darin</translation>
    </message>
    <message>
        <source>{}: is empty; copy or record it again</source>
        <translation>{}: ist leer; kopieren Sie es erneut oder nehmen Sie es neu auf</translation>
    </message>
    <message>
        <source>{}: was cut off, {} bytes of sound are missing; copy or record it again</source>
        <translation>{}: ist abgeschnitten, es fehlen {} Bytes Ton; kopieren Sie es erneut oder nehmen Sie es neu auf</translation>
    </message>
    <message>
        <source>{}: settings cannot be kept ({}); free the disk or the folder</source>
        <translation>{}: Einstellungen können nicht behalten werden ({}); geben Sie Platz oder den Ordner frei</translation>
    </message>
    <message>
        <source>{}: settings cannot be read ({}); defaults are used</source>
        <translation>{}: Einstellungen sind nicht lesbar ({}); es gelten die Vorgaben</translation>
    </message>
    <message>
        <source>{}: settings were damaged ({}); kept as {}, defaults are used</source>
        <translation>{}: Einstellungen waren beschädigt ({}); aufgehoben als {}, es gelten die Vorgaben</translation>
    </message>
    <message>
        <source>{}: settings were written by a later version of Sayso ({}); defaults are used, the file is kept as {}</source>
        <translation>{}: Einstellungen stammen von einer späteren Version von Sayso ({}); es gelten die Vorgaben, die Datei ist aufgehoben als {}</translation>
    </message>
    <message>
        <source>written by a later version of Sayso ({})</source>
        <translation>von einer späteren Version von Sayso geschrieben ({})</translation>
    </message>
    <message>
        <source>no input{} is called {}; there are: {}</source>
        <translation>kein Eingang{} heißt {}; es gibt: {}</translation>
    </message>
    <message>
        <source>no host API with an input is called {}; there are: {}</source>
        <translation>kein Tonsystem mit einem Eingang heißt {}; es gibt: {}</translation>
    </message>
    <message>
        <source>{}: is a pipe or a device, not a file; save the sound to a file first and name that</source>
        <translation>{}: ist eine Pipe oder ein Gerät, keine Datei; speichern Sie den Ton erst in eine Datei und nennen Sie diese</translation>
    </message>
    <message>
        <source>{}: its sample rate is {} Hz, not from {} to {}; export it again at 16000 Hz</source>
        <translation>{}: die Abtastrate ist {} Hz, nicht {} bis {}; exportieren Sie es neu mit 16000 Hz</translation>
    </message>
    <message>
        <source>{}: holds values that are not numbers (NaN or infinity); export it again as PCM</source>
        <translation>{}: enthält Werte, die keine Zahlen sind (NaN oder unendlich); exportieren Sie es neu als PCM</translation>
    </message>
    <message>
        <source>{}: cannot be written ({}); free the disk or choose another folder</source>
        <translation>{}: kann nicht geschrieben werden ({}); geben Sie Platz frei oder wählen Sie einen anderen Ordner</translation>
    </message>
    <message>
        <source>{}: cannot be read ({}); check its name and permissions</source>
        <translation>{}: kann nicht gelesen werden ({}); prüfen Sie Namen und Rechte</translation>
    </message>
    <message>
        <source>the inputs cannot be listed ({}); choose Rescan inputs</source>
        <translation>die Eingänge lassen sich nicht auflisten ({}); wählen Sie „Eingänge neu suchen“</translation>
    </message>
    <message>
        <source>no microphone: the PortAudio library is missing; {}</source>
        <translation>kein Mikrofon: Die Bibliothek PortAudio fehlt; {}</translation>
    </message>
    <message>
        <source>{}: cannot be opened ({}); close what else uses it, or choose another</source>
        <translation>{}: lässt sich nicht öffnen ({}); schließen Sie, was es sonst benutzt, oder wählen Sie ein anderes</translation>
    </message>
    <message>
        <source>{}: the microphone is gone; plug it in and start again, or choose another</source>
        <translation>{}: Das Mikrofon ist weg; schließen Sie es an und starten Sie neu, oder wählen Sie ein anderes</translation>
    </message>
    <message>
        <source>{}: the microphone sends nothing; plug it in anew, or choose another</source>
        <translation>{}: Das Mikrofon sendet nichts; schließen Sie es neu an, oder wählen Sie ein anderes</translation>
    </message>
    <message>
        <source>no output is called {}; choose another, or plug it in and play again</source>
        <translation>kein Ausgang heißt {}; wählen Sie einen anderen, oder schließen Sie ihn an und spielen Sie erneut ab</translation>
    </message>
    <message>
        <source>no sound output found; plug in a loudspeaker or a headset, then play again</source>
        <translation>kein Tonausgang gefunden; schließen Sie Lautsprecher oder Kopfhörer an und spielen Sie erneut ab</translation>
    </message>
    <message>
        <source>{}: cannot play ({}); close what else uses it, or choose another output</source>
        <translation>{}: kann nicht abspielen ({}); schließen Sie, was es sonst benutzt, oder wählen Sie einen anderen Ausgang</translation>
    </message>
    <message>
        <source>the sound system does not answer; restart the computer&apos;s sound, or wait</source>
        <translation>das Tonsystem antwortet nicht; starten Sie den Ton des Rechners neu, oder warten Sie</translation>
    </message>
    <message>
        <source>{} is no JSON</source>
        <translation>{} ist kein JSON</translation>
    </message>
    <message>
        <source>{}: metadata sayso.schema is {}, not {}; export it with `training export`</source>
        <translation>{}: Metadatum sayso.schema ist {}, nicht {}; exportieren Sie es mit `training export`</translation>
    </message>
    <message>
        <source>{}: metadata {} is missing; export it with `training export`</source>
        <translation>{}: Metadatum {} fehlt; exportieren Sie es mit `training export`</translation>
    </message>
    <message>
        <source>{}: wants {} Hz; resample inside the graph, the input is {} Hz</source>
        <translation>{}: verlangt {} Hz; rechnen Sie die Abtastrate im Graphen um, der Eingang hat {} Hz</translation>
    </message>
    <message>
        <source>{}: metadata &apos;default_threshold&apos; is {}, not from 0 to 1; export it again</source>
        <translation>{}: Metadatum „default_threshold“ ist {}, nicht 0 bis 1; exportieren Sie es neu</translation>
    </message>
    <message>
        <source>{}: metadata {} is {}, not a number; export it again</source>
        <translation>{}: Metadatum {} ist {}, keine Zahl; exportieren Sie es neu</translation>
    </message>
    <message>
        <source>{}: metadata {} is no JSON {}; export it again</source>
        <translation>{}: Metadatum {} ist kein JSON-{}; exportieren Sie es neu</translation>
    </message>
    <message>
        <source>{}: metadata &apos;labels&apos; is no list of words; export it again</source>
        <translation>{}: Metadatum „labels“ ist keine Wortliste; exportieren Sie es neu</translation>
    </message>
    <message>
        <source>{}: metadata &apos;labels&apos; names a word twice; export it again</source>
        <translation>{}: Metadatum „labels“ nennt ein Wort zweimal; exportieren Sie es neu</translation>
    </message>
    <message>
        <source>{}: has inputs {}, not [{}]; export it again</source>
        <translation>{}: hat die Eingänge {}, nicht [{}]; exportieren Sie es neu</translation>
    </message>
    <message>
        <source>{}: input {} is {} {}, not float32 (batch, samples)</source>
        <translation>{}: Eingang {} ist {} {}, nicht float32 (batch, samples)</translation>
    </message>
    <message>
        <source>{}: input {} takes {} windows only; export it with a free batch</source>
        <translation>{}: Eingang {} nimmt nur {} Fenster; exportieren Sie es mit freier Stapelgröße</translation>
    </message>
    <message>
        <source>{}: its window of {} samples is not between 1 and {} s</source>
        <translation>{}: das Fenster von {} Abtastwerten liegt nicht zwischen 1 und {} s</translation>
    </message>
    <message>
        <source>{}: has no output {}; export it again</source>
        <translation>{}: hat keinen Ausgang {}; exportieren Sie es neu</translation>
    </message>
    <message>
        <source>{}: output {} has {} numbers, not a fixed count; export it again</source>
        <translation>{}: Ausgang {} hat {} Zahlen, keine feste Anzahl; exportieren Sie es neu</translation>
    </message>
    <message>
        <source>{}: has no output {}, which a voice profile needs; export it again</source>
        <translation>{}: hat keinen Ausgang {}, den ein Stimmprofil braucht; exportieren Sie es neu</translation>
    </message>
    <message>
        <source>{}: its output {} is not what its graph says; export it again</source>
        <translation>{}: Ausgang {} ist nicht, was der Graph sagt; exportieren Sie es neu</translation>
    </message>
    <message>
        <source>{}: its output is no probabilities; export it with a softmax at its end</source>
        <translation>{}: die Ausgabe sind keine Wahrscheinlichkeiten; exportieren Sie es mit Softmax am Ende</translation>
    </message>
    <message>
        <source>{}: answers {} probabilities for {} labels; export it again with the labels it was trained on</source>
        <translation>{}: antwortet mit {} Wahrscheinlichkeiten für {} Wörter; exportieren Sie es neu mit den Wörtern, mit denen es trainiert wurde</translation>
    </message>
    <message>
        <source>{}: is no ONNX model that can be run ({}); export it again</source>
        <translation>{}: ist kein lauffähiges ONNX-Modell ({}); exportieren Sie es neu</translation>
    </message>
    <message>
        <source>{}: no such model file; `sayso models` lists those that are there</source>
        <translation>{}: Modelldatei nicht gefunden; `sayso models` listet die vorhandenen auf</translation>
    </message>
    <message>
        <source>{}: larger than {} MiB; Sayso runs small models only</source>
        <translation>{}: größer als {} MiB; Sayso verwendet nur kleine Modelle</translation>
    </message>
    <message>
        <source>{}: cannot be read ({}); check its name and its permissions</source>
        <translation>{}: kann nicht gelesen werden ({}); prüfen Sie Namen und Rechte</translation>
    </message>
    <message>
        <source>{}: metadata {} is missing or no JSON; export it again</source>
        <translation>{}: Metadatum {} fehlt oder ist kein JSON; exportieren Sie es neu</translation>
    </message>
    <message>
        <source>{}: output {} is {} {}, not float32 (batch, numbers)</source>
        <translation>{}: Ausgang {} ist {} {}, nicht float32 (batch, numbers)</translation>
    </message>
    <message>
        <source>{}: does not run ({}); export it again</source>
        <translation>{}: läuft nicht ({}); exportieren Sie es neu</translation>
    </message>
    <message>
        <source>no model was asked about this: it was no word standing alone; say single words</source>
        <translation>dazu wurde kein Modell gefragt: Es war kein einzelnes Wort; sagen Sie einzelne Wörter</translation>
    </message>
    <message>
        <source>{} is {}, not a number from {} to {}</source>
        <translation>{} ist {}, keine Zahl von {} bis {}</translation>
    </message>
    <message>
        <source>{} is {}, not true or false</source>
        <translation>{} ist {}, nicht true oder false</translation>
    </message>
    <message>
        <source>{} is {}, not a list of texts</source>
        <translation>{} ist {}, keine Liste von Texten</translation>
    </message>
    <message>
        <source>{} is {}, not a text</source>
        <translation>{} ist {}, kein Text</translation>
    </message>
    <message>
        <source>{} is {}, not one of {}</source>
        <translation>{} ist {}, keines von {}</translation>
    </message>
    <message>
        <source>not a JSON object</source>
        <translation>kein JSON-Objekt</translation>
    </message>
    <message>
        <source>not version {}</source>
        <translation>nicht Version {}</translation>
    </message>
    <message>
        <source>loudest_db is not {} above quietest_db</source>
        <translation>loudest_db liegt nicht {} über quietest_db</translation>
    </message>
    <message>
        <source>{} has {} letters, more than {}</source>
        <translation>{} hat {} Zeichen, mehr als {}</translation>
    </message>
    <message>
        <source>{} is {}, not a list of at most {} pairs</source>
        <translation>{} ist {}, keine Liste von höchstens {} Paaren</translation>
    </message>
    <message>
        <source>{} is {}, not base64</source>
        <translation>{} ist {}, kein Base64</translation>
    </message>
    <message>
        <source>{} has {}, not a name and a sound system</source>
        <translation>{} enthält {}, nicht Namen und Tonsystem</translation>
    </message>
    <message>
        <source>unknown label {}; this model answers {}</source>
        <translation>unbekanntes Wort {}; dieses Modell kennt {}</translation>
    </message>
    <message>
        <source>vocabulary {} holds no word; use all, digits, commands, or words with commas</source>
        <translation>der Wortschatz {} enthält kein Wort; nehmen Sie all, digits, commands oder Wörter mit Kommas</translation>
    </message>
    <message>
        <source>{}: is gone already; another Sayso removed it</source>
        <translation>{}: ist schon weg; ein anderes Sayso hat es entfernt</translation>
    </message>
    <message>
        <source>{}: no such folder; name one that holds takes, or record into it</source>
        <translation>{}: Ordner nicht gefunden; nennen Sie einen mit Aufnahmen, oder nehmen Sie hinein auf</translation>
    </message>
    <message>
        <source>{}: holds no test set, no &lt;label&gt;/*.wav; record one, or name another folder</source>
        <translation>{}: enthält keinen Testsatz, kein &lt;Wort&gt;/*.wav; nehmen Sie einen auf, oder nennen Sie einen anderen Ordner</translation>
    </message>
    <message>
        <source>{}: another Sayso is writing to it; try again, or close that one</source>
        <translation>{}: ein anderes Sayso schreibt hinein; versuchen Sie es noch einmal, oder schließen Sie es</translation>
    </message>
    <message>
        <source>this cannot be explained ({}); please report it</source>
        <translation>das lässt sich nicht erklären ({}); bitte melden</translation>
    </message>
    <message>
        <source>{}: is too long to be read whole; cut it into pieces of an hour</source>
        <translation>{}: ist zu lang, um ganz gelesen zu werden; in Stücke von einer Stunde schneiden</translation>
    </message>
    <message>
        <source>this failed ({}); please report it</source>
        <translation>das ist misslungen ({}); bitte melden</translation>
    </message>
    <message>
        <source>the label is empty; name the word that is said</source>
        <translation>das Wort ist leer; nennen Sie, was gesagt wird</translation>
    </message>
    <message>
        <source>label {} holds {}, which cannot be shown; use letters, digits and spaces</source>
        <translation>das Wort {} enthält {}, was sich nicht zeigen lässt; nehmen Sie Buchstaben, Ziffern und Leerzeichen</translation>
    </message>
    <message>
        <source>label {}… has {} characters; use {} at most</source>
        <translation>das Wort {}… hat {} Zeichen; nehmen Sie höchstens {}</translation>
    </message>
    <message>
        <source>{} sends nothing but zeros: {}</source>
        <translation>{} sendet nur Nullen: {}</translation>
    </message>
    <message>
        <source>allow the microphone for this app in System Settings, Privacy &amp; Security, Microphone</source>
        <translation>erlauben Sie dieser App das Mikrofon in den Systemeinstellungen unter Datenschutz &amp; Sicherheit, Mikrofon</translation>
    </message>
    <message>
        <source>it may be muted; switch it on, raise its level, or choose another</source>
        <translation>es ist vielleicht stumm; schalten Sie es ein, heben Sie den Pegel, oder wählen Sie ein anderes</translation>
    </message>
    <message>
        <source>type: sudo apt install libportaudio2   (Debian and Ubuntu), then start Sayso again</source>
        <translation>geben Sie ein: sudo apt install libportaudio2   (Debian und Ubuntu), und starten Sie Sayso neu</translation>
    </message>
    <message>
        <source>type: python -m pip install --force-reinstall sounddevice</source>
        <translation>geben Sie ein: python -m pip install --force-reinstall sounddevice</translation>
    </message>
    <message>
        <source>no microphone: the sound system failed ({}); choose Rescan inputs (F5)</source>
        <translation>kein Mikrofon: Fehler im Tonsystem ({}); wählen Sie „Eingänge neu suchen“ (F5)</translation>
    </message>
    <message>
        <source>{}. Listening with the default model meanwhile.</source>
        <translation>{}. Solange wird das Standardmodell verwendet.</translation>
    </message>
    <message>
        <source>{}. Nothing is compared.</source>
        <translation>{}. Es wird nichts verglichen.</translation>
    </message>
    <message>
        <source>{}; it is compared no longer</source>
        <translation>{}; es wird nicht mehr verglichen</translation>
    </message>
    <message>
        <source>{} does not know {}: all of its words are listened for; choose under Words</source>
        <translation>{} kennt {} nicht: Es wird auf alle seine Wörter gehört; wählen Sie unter „Wörter“</translation>
    </message>
    <message>
        <source>{} and others</source>
        <translation>{} und andere</translation>
    </message>
    <message>
        <source>{}: cannot be loaded ({}); please report it</source>
        <translation>{}: kann nicht geladen werden ({}); bitte melden</translation>
    </message>
    <message>
        <source>{}: cannot be looked through ({}); please report it</source>
        <translation>{}: kann nicht durchsucht werden ({}); bitte melden</translation>
    </message>
    <message>
        <source>Settings: {}. All words are listened for; choose others under Words.</source>
        <translation>Einstellungen: {}. Es wird auf alle Wörter gehört; wählen Sie andere unter „Wörter“.</translation>
    </message>
    <message>
        <source>no word is called {}</source>
        <translation>kein Wort heißt {}</translation>
    </message>
    <message>
        <source>the vocabulary {} holds no word</source>
        <translation>der Wortschatz {} enthält kein Wort</translation>
    </message>
    <message>
        <source>Default microphone</source>
        <translation>Standardmikrofon</translation>
    </message>
    <message>
        <source>Demo recording</source>
        <translation>Demoaufnahme</translation>
    </message>
    <message>
        <source>profile {} belongs to {}; {}</source>
        <translation>das Profil {} gehört zu {}; {}</translation>
    </message>
    <message>
        <source>profile {} is damaged: its head does not fit the model; import or make it again</source>
        <translation>das Profil {} ist beschädigt: es passt nicht zum Modell; importieren oder erstellen Sie es neu</translation>
    </message>
    <message>
        <source>{}: {}; choose another model, or export it again</source>
        <translation>{}: {}; wählen Sie ein anderes Modell, oder exportieren Sie es neu</translation>
    </message>
    <message>
        <source>not a voice profile of format {}</source>
        <translation>kein Stimmprofil im Format {}</translation>
    </message>
    <message>
        <source>profile {}: no name for a file; use up to {} letters, digits and spaces</source>
        <translation>Profil {}: kein Name für eine Datei; nehmen Sie bis zu {} Buchstaben, Ziffern und Leerzeichen</translation>
    </message>
    <message>
        <source>no voice profile is called {}; there are: {}</source>
        <translation>kein Stimmprofil heißt {}; es gibt: {}</translation>
    </message>
    <message>
        <source>profile {}: nothing to take back; only the last adapting can be undone, once</source>
        <translation>Profil {}: nichts zurückzunehmen; nur die letzte Anpassung lässt sich zurücknehmen, einmal</translation>
    </message>
    <message>
        <source>a profile is called {} already; give another name with --as, or delete it</source>
        <translation>ein Profil heißt schon {}; geben Sie mit --as einen anderen Namen, oder löschen Sie es</translation>
    </message>
    <message>
        <source>{}: is there already; name another file</source>
        <translation>{}: gibt es schon; nennen Sie eine andere Datei</translation>
    </message>
    <message>
        <source>{}: no such folder; make it, or name another file</source>
        <translation>{}: den Ordner gibt es nicht; legen Sie ihn an oder nennen Sie eine andere Datei</translation>
    </message>
    <message>
        <source>no word has {} takes ({}); record more, then adapt</source>
        <translation>kein Wort hat {} Aufnahmen ({}); nehmen Sie mehr auf und passen Sie dann an</translation>
    </message>
    <message>
        <source>{}: {}; use the default model, or see `python -m training memory`</source>
        <translation>{}: {}; nehmen Sie das Standardmodell oder siehe `python -m training memory`</translation>
    </message>
    <message>
        <source>has no stored embeddings beside it ({}), without which a profile would forget</source>
        <translation>hat keine gespeicherten Einbettungen neben sich ({}), ohne die ein Profil vergessen würde</translation>
    </message>
    <message>
        <source>it belongs to another model</source>
        <translation>gehört zu einem anderen Modell</translation>
    </message>
    <message>
        <source>its parts do not fit each other</source>
        <translation>seine Teile passen nicht zueinander</translation>
    </message>
    <message>
        <source>{}: is damaged ({}); install Sayso again, or make it again</source>
        <translation>{}: ist beschädigt ({}); installieren Sie Sayso neu oder erstellen Sie es noch einmal</translation>
    </message>
    <message>
        <source>own takes are not named better: {} of {} before, {} after, and no more surely</source>
        <translation>eigene Aufnahmen werden nicht besser erkannt: {} von {} vorher, {} nachher, und nicht sicherer</translation>
    </message>
    <message>
        <source>words that the model knows are named worse: {} takes before, {} after</source>
        <translation>Wörter, die das Modell kennt, werden schlechter erkannt: {} Aufnahmen vorher, {} nachher</translation>
    </message>
    <message>
        <source>more than a hundredth of the training words would be forgotten: {} of {} before, {} after</source>
        <translation>mehr als ein Hundertstel der Trainingswörter würde vergessen: {} von {} vorher, {} nachher</translation>
    </message>
    <message>
        <source>the profile cannot be made ({}); please report it</source>
        <translation>das Profil kann nicht erstellt werden ({}); bitte melden Sie es</translation>
    </message>
    <message>
        <source>&apos;base&apos; does not fit the labels</source>
        <translation>„base“ passt nicht zu den Wörtern</translation>
    </message>
    <message>
        <source>the head does not fit the labels</source>
        <translation>der Kopf passt nicht zu den Wörtern</translation>
    </message>
    <message>
        <source>&apos;labels&apos; is no list of different words</source>
        <translation>„labels“ ist keine Liste verschiedener Wörter</translation>
    </message>
    <message>
        <source>{} is no text</source>
        <translation>{} ist kein Text</translation>
    </message>
    <message>
        <source>the head holds what is no number</source>
        <translation>der Kopf enthält, was keine Zahl ist</translation>
    </message>
    <message>
        <source>{}: the profile cannot be kept ({}); free the disk or the folder</source>
        <translation>{}: das Profil kann nicht behalten werden ({}); geben Sie Platz oder den Ordner frei</translation>
    </message>
    <message>
        <source>{}: is no voice profile: larger than {} MiB</source>
        <translation>{}: ist kein Stimmprofil: größer als {} MiB</translation>
    </message>
    <message>
        <source>{}: no profile that can be read ({}); `sayso profiles` lists them</source>
        <translation>{}: kein lesbares Profil ({}); `sayso profiles` listet sie auf</translation>
    </message>
    <message>
        <source>{}: the profile is damaged ({}); import or make it again</source>
        <translation>{}: das Profil ist beschädigt ({}); importieren oder erstellen Sie es neu</translation>
    </message>
    <message>
        <source>{}: metadata {} holds what cannot be shown; export it again</source>
        <translation>{}: Die Metadaten {} enthalten nicht Darstellbares; neu exportieren</translation>
    </message>
    <message>
        <source>{}: holds {} recordings and no {}; choose a folder for takes alone</source>
        <translation>{}: enthält {} Aufnahmen und kein {}; einen Ordner nur für Aufnahmen der eigenen Stimme wählen</translation>
    </message>
    <message>
        <source>{}: is there no longer; bring the folder back, or choose another</source>
        <translation>{}: ist nicht mehr da; den Ordner zurückbringen oder einen anderen wählen</translation>
    </message>
    <message>
        <source>{} is no number</source>
        <translation>{} ist keine Zahl</translation>
    </message>
    <message>
        <source>a MIDI sample dump</source>
        <translation>ein MIDI-Sample-Dump</translation>
    </message>
    <message>
        <source>below threshold</source>
        <translation>unter der Schwelle</translation>
    </message>
    <message>
        <source>too short</source>
        <translation>zu kurz</translation>
    </message>
    <message>
        <source>too long</source>
        <translation>zu lang</translation>
    </message>
    <message>
        <source>hardly speech</source>
        <translation>kaum Sprache</translation>
    </message>
    <message>
        <source>the same on every clip</source>
        <translation>bei jeder Aufnahme gleich</translation>
    </message>
    <message>
        <source>{}: real (chance alone does this {})</source>
        <translation>{}: echt (der Zufall allein schafft das {})</translation>
    </message>
    <message>
        <source>{}: probably real (chance alone does this {})</source>
        <translation>{}: wahrscheinlich echt (der Zufall allein schafft das {})</translation>
    </message>
    <message>
        <source>{}: too few differences to tell</source>
        <translation>{}: zu wenige Unterschiede für eine Aussage</translation>
    </message>
    <message>
        <source>{}: may well be chance (which does this {})</source>
        <translation>{}: kann gut Zufall sein (der das {} schafft)</translation>
    </message>
    <message>
        <source>better on {} clip, worse on {}</source>
        <translation>besser bei {} Aufnahme, schlechter bei {}</translation>
    </message>
    <message>
        <source>better on {} clips, worse on {}</source>
        <translation>besser bei {} Aufnahmen, schlechter bei {}</translation>
    </message>
    <message>
        <source>in {} of cases</source>
        <translation>in {} der Fälle</translation>
    </message>
    <message>
        <source>in fewer than 1 % of cases</source>
        <translation>in weniger als 1 % der Fälle</translation>
    </message>
    <message>
        <source>few clips, so a wide interval: the true accuracy may be anything from {} to {}</source>
        <translation>wenige Aufnahmen, darum ein weites Intervall: Die wahre Genauigkeit kann alles von {} bis {} sein</translation>
    </message>
    <message>
        <source>fewer than {} clips of {}: their own figures say little</source>
        <translation>weniger als {} Aufnahmen von {}: deren eigene Zahlen sagen wenig</translation>
    </message>
    <message>
        <source>fewer than {} clips of every label: read the sum only</source>
        <translation>weniger als {} Aufnahmen jedes Wortes: nur die Summe zählt</translation>
    </message>
    <message>
        <source>{} is not listened for: its clips count as unknown ({})</source>
        <translation>auf {} wird nicht gehört: diese Aufnahmen zählen als unknown ({})</translation>
    </message>
    <message>
        <source>clips left out: {}; {}</source>
        <translation>weggelassene Aufnahmen: {}; {}</translation>
    </message>
    <message>
        <source>{}: with 95 % certainty fewer than {} per hour, within {}</source>
        <translation>{}: mit 95 % Sicherheit weniger als {} je Stunde, innerhalb von {}</translation>
    </message>
    <message>
        <source>{} false accepts in {} h</source>
        <translation>{} Fehlalarme in {} h</translation>
    </message>
    <message>
        <source>too little background to claim it: {} only shows fewer than {} per hour; {} h without any would show {}</source>
        <translation>zu wenig Hintergrund für den Beweis: {} zeigt nur weniger als {} je Stunde; {} h ohne einen würden {} zeigen</translation>
    </message>
    <message>
        <source>by estimate only: {} per hour were counted</source>
        <translation>nur geschätzt: {} je Stunde wurden gezählt</translation>
    </message>
    <message>
        <source>no threshold keeps within {} per hour; this one has the fewest false accepts</source>
        <translation>keine Schwelle bleibt innerhalb von {} je Stunde; diese hat die wenigsten Fehlalarme</translation>
    </message>
    <message>
        <source>it costs dear: recall falls from {} to {}</source>
        <translation>das kommt teuer: Die Trefferquote fällt von {} auf {}</translation>
    </message>
    <message>
        <source>{}: no such folder; name one that holds &lt;label&gt;/*.wav</source>
        <translation>{}: kein solcher Ordner; nenne einen, der &lt;Wort&gt;/*.wav enthält</translation>
    </message>
    <message>
        <source>{}: cannot be looked into ({}); check its name and permissions</source>
        <translation>{}: lässt sich nicht öffnen ({}); prüfe Namen und Rechte</translation>
    </message>
    <message>
        <source>{}: holds no &lt;label&gt;/*.wav; put each recording into a folder named by its label</source>
        <translation>{}: enthält kein &lt;Wort&gt;/*.wav; jede Aufnahme in einen Ordner legen, der wie das Wort heißt</translation>
    </message>
    <message>
        <source>{}: none of its {} clips can be read; record or convert them again</source>
        <translation>{}: keine der {} Aufnahmen ist lesbar; neu aufnehmen oder neu umwandeln</translation>
    </message>
    <message>
        <source>{}: no such recording; name long recordings of your room without the words</source>
        <translation>{}: keine solche Aufnahme; lange Aufnahmen des Raums ohne die Wörter nennen</translation>
    </message>
    <message>
        <source>none of the background recordings can be read; record or convert them again</source>
        <translation>keine der Hintergrund-Aufnahmen ist lesbar; neu aufnehmen oder neu umwandeln</translation>
    </message>
    <message>
        <source>no take is of a word that the vocabulary holds; record some, or choose another vocabulary</source>
        <translation>keine Aufnahme ist von einem Wort, auf das gehört wird; welche aufnehmen oder andere Wörter wählen</translation>
    </message>
    <message>
        <source>the background recordings hold no sound; record your room for an hour or so</source>
        <translation>die Hintergrund-Aufnahmen enthalten keinen Ton; den Raum etwa eine Stunde lang aufnehmen</translation>
    </message>
    <message>
        <source>{}: cannot be made ({}); free the folder</source>
        <translation>{}: lässt sich nicht anlegen ({}); den Ordner freigeben</translation>
    </message>
</context>
<context>
    <name>PictureExport</name>
    <message>
        <source>Save picture</source>
        <translation>Bild speichern</translation>
    </message>
    <message>
        <source>Picture (*.png)</source>
        <translation>Bild (*.png)</translation>
    </message>
    <message>
        <source>NumPy (*.npz);;Text (*.csv)</source>
        <translation>NumPy (*.npz);;Text (*.csv)</translation>
    </message>
    <message>
        <source>Save data</source>
        <translation>Daten speichern</translation>
    </message>
    <message>
        <source>{}: nothing was saved ({}); choose another folder</source>
        <translation>{}: nichts gespeichert ({}); wählen Sie einen anderen Ordner</translation>
    </message>
    <message>
        <source>Saved {}</source>
        <translation>{} gespeichert</translation>
    </message>
</context>
<context>
    <name>PictureKeys</name>
    <message>
        <source>Go back or forth in time</source>
        <translation>In der Zeit zurück oder vor</translation>
    </message>
    <message>
        <source>Go back or forth by a whole picture</source>
        <translation>Um ein ganzes Bild zurück oder vor</translation>
    </message>
    <message>
        <source>Show the oldest sound</source>
        <translation>Den ältesten Ton zeigen</translation>
    </message>
    <message>
        <source>Go on with the present</source>
        <translation>Weiter mit der Gegenwart</translation>
    </message>
    <message>
        <source>Show less or more time</source>
        <translation>Weniger oder mehr Zeit zeigen</translation>
    </message>
    <message>
        <source>Move up or down in frequency</source>
        <translation>In der Frequenz nach oben oder unten</translation>
    </message>
    <message>
        <source>Show fewer or more frequencies</source>
        <translation>Weniger oder mehr Frequenzen zeigen</translation>
    </message>
    <message>
        <source>Show all frequencies</source>
        <translation>Alle Frequenzen zeigen</translation>
    </message>
    <message>
        <source>Move the cursor, to read a point</source>
        <translation>Den Messzeiger bewegen, um einen Punkt abzulesen</translation>
    </message>
    <message>
        <source>Take the cursor away</source>
        <translation>Den Messzeiger wegnehmen</translation>
    </message>
    <message>
        <source>Shift + arrow keys</source>
        <translation>Umschalt + Pfeiltasten</translation>
    </message>
    <message>
        <source>Wheel</source>
        <translation>Mausrad</translation>
    </message>
    <message>
        <source>Ctrl + wheel</source>
        <translation>Strg + Mausrad</translation>
    </message>
    <message>
        <source>Shift + wheel</source>
        <translation>Umschalt + Mausrad</translation>
    </message>
    <message>
        <source>Drag</source>
        <translation>Ziehen</translation>
    </message>
    <message>
        <source>Move the picture</source>
        <translation>Das Bild verschieben</translation>
    </message>
    <message>
        <source>Shift + drag</source>
        <translation>Umschalt + Ziehen</translation>
    </message>
    <message>
        <source>Zoom to a rectangle</source>
        <translation>Auf ein Rechteck vergrößern</translation>
    </message>
    <message>
        <source>Double click</source>
        <translation>Doppelklick</translation>
    </message>
    <message>
        <source>Go on with the present, and show all frequencies</source>
        <translation>Weiter mit der Gegenwart, und alle Frequenzen zeigen</translation>
    </message>
    <message>
        <source>On the scale of levels: brighter or darker</source>
        <translation>Auf der Pegelskala: heller oder dunkler</translation>
    </message>
    <message>
        <source>On the scale of levels: softer or harder</source>
        <translation>Auf der Pegelskala: weicher oder härter</translation>
    </message>
    <message>
        <source>On the scale of levels: the usual levels</source>
        <translation>Auf der Pegelskala: die üblichen Pegel</translation>
    </message>
</context>
<context>
    <name>PictureToolbar</name>
    <message>
        <source>Stand still, or go on with the present</source>
        <translation>Stillstehen, oder weiter mit der Gegenwart</translation>
    </message>
    <message>
        <source>Pause the picture, or go on</source>
        <translation>Das Bild anhalten, oder weiter</translation>
    </message>
    <message>
        <source>Show less time</source>
        <translation>Weniger Zeit zeigen</translation>
    </message>
    <message>
        <source>Time span</source>
        <translation>Zeitspanne</translation>
    </message>
    <message>
        <source>Seconds from the left edge to the right</source>
        <translation>Sekunden vom linken Rand zum rechten</translation>
    </message>
    <message>
        <source>Show more time</source>
        <translation>Mehr Zeit zeigen</translation>
    </message>
    <message>
        <source>Less time</source>
        <translation>Weniger Zeit</translation>
    </message>
    <message>
        <source>More time</source>
        <translation>Mehr Zeit</translation>
    </message>
    <message>
        <source>Scales</source>
        <translation>Skalen</translation>
    </message>
    <message>
        <source>Frequency axis, levels, and strips</source>
        <translation>Frequenzachse, Pegel und Streifen</translation>
    </message>
    <message>
        <source>S&amp;cales  ▾</source>
        <translation>S&amp;kalen  ▾</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>Save what is in view</source>
        <translation>Speichern, was zu sehen ist</translation>
    </message>
    <message>
        <source>&amp;Export  ▾</source>
        <translation>E&amp;xport  ▾</translation>
    </message>
    <message>
        <source>Under the cursor</source>
        <translation>Unter dem Zeiger</translation>
    </message>
    <message>
        <source>❚❚  Pause</source>
        <translation>❚❚  Pause</translation>
    </message>
    <message>
        <source>▶  Live</source>
        <translation>▶  Live</translation>
    </message>
    <message>
        <source>Pause the picture</source>
        <translation>Das Bild anhalten</translation>
    </message>
    <message>
        <source>Go on with the present</source>
        <translation>Weiter mit der Gegenwart</translation>
    </message>
    <message>
        <source>{:.3g} s</source>
        <translation>{:.3g} s</translation>
    </message>
    <message>
        <source>{:.0f} s</source>
        <translation>{:.0f} s</translation>
    </message>
    <message>
        <source>&amp;Mel: as the ear hears</source>
        <translation>&amp;Mel: wie das Ohr hört</translation>
    </message>
    <message>
        <source>&amp;Linear: evenly in hertz</source>
        <translation>&amp;Linear: gleichmäßig in Hertz</translation>
    </message>
    <message>
        <source>Up to &amp;8 kHz: what the models hear</source>
        <translation>Bis &amp;8 kHz: was die Modelle hören</translation>
    </message>
    <message>
        <source>Whole &amp;band: what the device hears</source>
        <translation>Ganzes &amp;Band: was das Gerät hört</translation>
    </message>
    <message>
        <source>&amp;All frequencies</source>
        <translation>&amp;Alle Frequenzen</translation>
    </message>
    <message>
        <source>&amp;Fit levels to what is in view</source>
        <translation>Pegel an das Sichtbare an&amp;passen</translation>
    </message>
    <message>
        <source>&amp;Usual levels</source>
        <translation>&amp;Übliche Pegel</translation>
    </message>
    <message>
        <source>&amp;Waveform</source>
        <translation>&amp;Wellenform</translation>
    </message>
    <message>
        <source>Waveform &amp;height</source>
        <translation>&amp;Höhe der Wellenform</translation>
    </message>
    <message>
        <source>±{:g}, full scale</source>
        <translation>±{:g}, Vollaussteuerung</translation>
    </message>
    <message>
        <source>&amp;Gate</source>
        <translation>&amp;Gate</translation>
    </message>
    <message>
        <source>&amp;Picture (PNG)…</source>
        <translation>&amp;Bild (PNG)…</translation>
    </message>
    <message>
        <source>&amp;Data (NPZ or CSV)…</source>
        <translation>&amp;Daten (NPZ oder CSV)…</translation>
    </message>
</context>
<context>
    <name>PlaceRow</name>
    <message>
        <source>Takes</source>
        <translation>Aufnahmen</translation>
    </message>
    <message>
        <source>Another folder…</source>
        <translation>Anderer Ordner…</translation>
    </message>
    <message>
        <source>Use the recordings of another folder, one sub-folder for each word</source>
        <translation>Die Aufnahmen eines anderen Ordners verwenden, ein Unterordner für jedes Wort</translation>
    </message>
    <message>
        <source>The test set</source>
        <translation>Der Testsatz</translation>
    </message>
    <message>
        <source>Use the takes of the open test set again</source>
        <translation>Wieder die Aufnahmen des geöffneten Testsatzes verwenden</translation>
    </message>
</context>
<context>
    <name>PredictionView</name>
    <message>
        <source>Prediction</source>
        <translation>Vorhersage</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>Listening…</source>
        <translation>Hört zu…</translation>
    </message>
    <message>
        <source>{} so far</source>
        <translation>bisher {}</translation>
    </message>
    <message>
        <source>✓  Heard</source>
        <translation>✓  Gehört</translation>
    </message>
    <message>
        <source>{} sure</source>
        <translation>{} sicher</translation>
    </message>
    <message>
        <source>?  Not sure</source>
        <translation>?  Unsicher</translation>
    </message>
    <message>
        <source>✕  No word</source>
        <translation>✕  Kein Wort</translation>
    </message>
    <message>
        <source>with voice profile {}</source>
        <translation>mit Stimmprofil {}</translation>
    </message>
    <message>
        <source>Too short for a word: a click, or a knock.</source>
        <translation>Zu kurz für ein Wort: ein Klick oder ein Klopfen.</translation>
    </message>
    <message>
        <source>Longer than one word. Say single words with a pause between them.</source>
        <translation>Länger als ein Wort. Sagen Sie einzelne Wörter mit einer Pause dazwischen.</translation>
    </message>
    <message>
        <source>Perhaps “{}”, {} sure: {}.</source>
        <translation>Vielleicht „{}“, {} sicher: {}.</translation>
    </message>
    <message>
        <source>Nothing was said.</source>
        <translation>Es wurde nichts gesagt.</translation>
    </message>
    <message>
        <source>Not among the words that are listened for.</source>
        <translation>Nicht unter den Wörtern, auf die gehört wird.</translation>
    </message>
</context>
<context>
    <name>ProbabilityBars</name>
    <message>
        <source>Likeliest words</source>
        <translation>Wahrscheinlichste Wörter</translation>
    </message>
    <message>
        <source>How sure the model is of each word; what lacks from 100 % is for no word</source>
        <translation>Wie sicher das Modell bei jedem Wort ist; was zu 100 % fehlt, gilt keinem Wort</translation>
    </message>
</context>
<context>
    <name>ProfileDesk</name>
    <message>
        <source>made on {} {}</source>
        <translation>erstellt für {} {}</translation>
    </message>
    <message>
        <source>damaged</source>
        <translation>beschädigt</translation>
    </message>
    <message>
        <source>{}. Listening without a profile.</source>
        <translation>{}. Es wird ohne Profil zugehört.</translation>
    </message>
    <message>
        <source>The voice profile {} is damaged: {} answers without it.</source>
        <translation>Das Stimmprofil {} ist beschädigt: {} antwortet ohne es.</translation>
    </message>
    <message>
        <source>The voice profile {} was made on another model, {} {}: {} answers without it.</source>
        <translation>Das Stimmprofil {} wurde für ein anderes Modell erstellt, {} {}: {} antwortet ohne es.</translation>
    </message>
</context>
<context>
    <name>ProfilesCard</name>
    <message>
        <source>No voice profile yet. Five takes of each word are enough for one.</source>
        <translation>Noch kein Stimmprofil. Fünf Aufnahmen von jedem Wort genügen dafür.</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>Verwenden</translation>
    </message>
    <message>
        <source>Use none</source>
        <translation>Keines verwenden</translation>
    </message>
    <message>
        <source>Let this profile answer from the next word on</source>
        <translation>Dieses Profil ab dem nächsten Wort antworten lassen</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>Write this profile to a file</source>
        <translation>Dieses Profil in eine Datei schreiben</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>Importieren…</translation>
    </message>
    <message>
        <source>Check a profile from a file, and keep it</source>
        <translation>Ein Profil aus einer Datei prüfen und behalten</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>Löschen…</translation>
    </message>
    <message>
        <source>Delete this profile  (Del)</source>
        <translation>Dieses Profil löschen  (Entf)</translation>
    </message>
    <message>
        <source>Delete it</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Voice profiles</source>
        <translation>Stimmprofile</translation>
    </message>
    <message>
        <source>Delete the selected voice profile</source>
        <translation>Das gewählte Stimmprofil löschen</translation>
    </message>
    <message>
        <source>{}   ● in use</source>
        <translation>{}   ● in Gebrauch</translation>
    </message>
    <message>
        <source>Export voice profile</source>
        <translation>Stimmprofil exportieren</translation>
    </message>
    <message>
        <source>Voice profiles ({});;All files (*)</source>
        <translation>Stimmprofile ({});;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Import voice profile</source>
        <translation>Stimmprofil importieren</translation>
    </message>
    <message>
        <source>Delete the voice profile “{}”?</source>
        <translation>Das Stimmprofil „{}“ löschen?</translation>
    </message>
</context>
<context>
    <name>ProfilesKeeping</name>
    <message>
        <source>not for the model in use</source>
        <translation>nicht für das Modell in Gebrauch</translation>
    </message>
    <message>
        <source>{} words, {} takes</source>
        <translation>{} Wörter, {} Aufnahmen</translation>
    </message>
    <message>
        <source>new: {}</source>
        <translation>neu: {}</translation>
    </message>
    <message>
        <source>Bring “{}” back</source>
        <translation>„{}“ zurückholen</translation>
    </message>
    <message>
        <source>Take back the last change of “{}”</source>
        <translation>Die letzte Änderung an „{}“ zurücknehmen</translation>
    </message>
    <message>
        <source>“{}” is as it was before.</source>
        <translation>„{}“ ist wieder wie vorher.</translation>
    </message>
    <message>
        <source>“{}” is gone, as before it was made.</source>
        <translation>„{}“ ist weg, wie bevor es erstellt wurde.</translation>
    </message>
    <message>
        <source>“{}” is written to {}.</source>
        <translation>„{}“ ist in {} geschrieben.</translation>
    </message>
    <message>
        <source>Imported as “{}”.</source>
        <translation>Importiert als „{}“.</translation>
    </message>
    <message>
        <source>“{}” is deleted. Undo brings it back.</source>
        <translation>„{}“ ist gelöscht. „Zurücknehmen“ holt es zurück.</translation>
    </message>
</context>
<context>
    <name>ProfilesMenu</name>
    <message>
        <source>Voice &amp;profile</source>
        <translation>Stimm&amp;profil</translation>
    </message>
    <message>
        <source>&amp;No profile</source>
        <translation>&amp;Kein Profil</translation>
    </message>
    <message>
        <source>&amp;Make or manage profiles…</source>
        <translation>Profile &amp;erstellen oder verwalten…</translation>
    </message>
</context>
<context>
    <name>RecordDesk</name>
    <message>
        <source>The recording is at its end; start it again, or choose a microphone.</source>
        <translation>Die Tonaufnahme ist zu Ende; sie neu beginnen oder ein Mikrofon wählen.</translation>
    </message>
    <message>
        <source>Nothing is listened to any more; go on to listen again.</source>
        <translation>Es wird nicht mehr zugehört; „Weiter“ hört wieder zu.</translation>
    </message>
</context>
<context>
    <name>RecordPanel</name>
    <message>
        <source>Try it all the same</source>
        <translation>Trotzdem versuchen</translation>
    </message>
    <message>
        <source>Drop recordings to find their words</source>
        <translation>Tonaufnahmen ablegen, um ihre Wörter zu finden</translation>
    </message>
    <message>
        <source>Recordings ({});;All files (*)</source>
        <translation>Tonaufnahmen ({});;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Add recordings</source>
        <translation>Tonaufnahmen hinzufügen</translation>
    </message>
</context>
<context>
    <name>RecordPlanDesk</name>
    <message>
        <source>All words</source>
        <translation>Alle Wörter</translation>
    </message>
    <message>
        <source>{} of {}</source>
        <translation>{} von {}</translation>
    </message>
    <message>
        <source>1 take</source>
        <translation>1 Aufnahme</translation>
    </message>
    <message>
        <source>{} takes</source>
        <translation>{} Aufnahmen</translation>
    </message>
    <message>
        <source>Add the words to say: any words, not only those that the model knows.</source>
        <translation>Die Wörter angeben, die gesagt werden: beliebige, nicht nur die, die das Modell kennt.</translation>
    </message>
    <message>
        <source>All of these are recorded. Add words, or raise the number of takes.</source>
        <translation>All diese sind aufgenommen. Wörter hinzufügen oder die Zahl der Aufnahmen erhöhen.</translation>
    </message>
    <message>
        <source>about a minute</source>
        <translation>etwa eine Minute</translation>
    </message>
    <message>
        <source>about {} minutes</source>
        <translation>etwa {} Minuten</translation>
    </message>
    <message>
        <source>To go: {}, {}.</source>
        <translation>Noch {}, {}.</translation>
    </message>
</context>
<context>
    <name>RecordPlanPage</name>
    <message>
        <source>Start recording</source>
        <translation>Aufnahme beginnen</translation>
    </message>
    <message>
        <source>Add recordings…</source>
        <translation>Tonaufnahmen hinzufügen…</translation>
    </message>
    <message>
        <source>a name, or any alias</source>
        <translation>ein Name oder Deckname</translation>
    </message>
    <message>
        <source>Speaker</source>
        <translation>Wer spricht</translation>
    </message>
    <message>
        <source>Takes of each word</source>
        <translation>Aufnahmen je Wort</translation>
    </message>
    <message>
        <source>Fewer takes</source>
        <translation>Weniger Aufnahmen</translation>
    </message>
    <message>
        <source>More takes</source>
        <translation>Mehr Aufnahmen</translation>
    </message>
    <message>
        <source>Find the words in recordings that are there already, and label them by hand</source>
        <translation>Die Wörter in vorhandenen Tonaufnahmen finden und von Hand benennen</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Reihenfolge</translation>
    </message>
</context>
<context>
    <name>RecordSessionPage</name>
    <message>
        <source>Progress of the recording</source>
        <translation>Fortschritt der Aufnahme</translation>
    </message>
    <message>
        <source>Input level</source>
        <translation>Eingangspegel</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Abspielen</translation>
    </message>
    <message>
        <source>Be quiet</source>
        <translation>Still sein</translation>
    </message>
    <message>
        <source>Say again</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>Auslassen</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Ende</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Pause the recording, or go on</source>
        <translation>Die Aufnahme anhalten oder fortsetzen</translation>
    </message>
    <message>
        <source>Throw the last take away, and say it again now</source>
        <translation>Die letzte Aufnahme verwerfen und das Wort gleich noch einmal sagen</translation>
    </message>
    <message>
        <source>Pass this word over, until another day</source>
        <translation>Dieses Wort bis zu einem anderen Tag übergehen</translation>
    </message>
    <message>
        <source>Throw the last take away, and say it again at the end</source>
        <translation>Die letzte Aufnahme verwerfen und das Wort am Ende noch einmal sagen</translation>
    </message>
    <message>
        <source>Take back the last change</source>
        <translation>Die letzte Änderung zurücknehmen</translation>
    </message>
    <message>
        <source>Play the last take, or stop</source>
        <translation>Die letzte Aufnahme abspielen oder anhalten</translation>
    </message>
    <message>
        <source>Stop recording; what was kept stays</source>
        <translation>Die Aufnahme beenden; was behalten wurde, bleibt</translation>
    </message>
    <message>
        <source>Keys: Space pauses, R says again, S skips, Del deletes, U undoes, P plays, Esc stops</source>
        <translation>Tasten: Leertaste Pause, R noch einmal, S auslassen, Entf löschen, U rückgängig, P abspielen, Esc Ende</translation>
    </message>
    <message>
        <source>{}: {} of {}</source>
        <translation>{}: {} von {}</translation>
    </message>
    <message>
        <source>{} of {} takes</source>
        <translation>{} von {} Aufnahmen</translation>
    </message>
    <message>
        <source>{}, {} skipped</source>
        <translation>{}, {} ausgelassen</translation>
    </message>
</context>
<context>
    <name>RecordingInput</name>
    <message>
        <source>Trying with {}: these takes are not of your own voice.</source>
        <translation>Versuch mit {}: Diese Aufnahmen sind nicht die eigene Stimme.</translation>
    </message>
    <message>
        <source>{} is listened to, and cannot tell how you speak: choose a microphone under Input.</source>
        <translation>Gehört wird {}, und das verrät nicht, wie Sie sprechen: unter „Eingang“ ein Mikrofon wählen.</translation>
    </message>
</context>
<context>
    <name>ReportPage</name>
    <message>
        <source>Green</source>
        <translation>Grün</translation>
    </message>
    <message>
        <source>Amber</source>
        <translation>Gelb</translation>
    </message>
    <message>
        <source>Red</source>
        <translation>Rot</translation>
    </message>
    <message>
        <source>The recording is fine.</source>
        <translation>Die Aufnahme ist in Ordnung.</translation>
    </message>
    <message>
        <source>{}, {:.0f} s</source>
        <translation>{}, {:.0f} s</translation>
    </message>
    <message>
        <source>The check could not be made</source>
        <translation>Die Prüfung war nicht möglich</translation>
    </message>
</context>
<context>
    <name>RoomDesk</name>
    <message>
        <source>cannot be read</source>
        <translation>nicht lesbar</translation>
    </message>
    <message>
        <source>{:.2f} h in all; without a false accept in it, that shows fewer than {} per hour.</source>
        <translation>Zusammen {:.2f} h; ohne Fehlalarm darin zeigt das weniger als {} je Stunde.</translation>
    </message>
    <message>
        <source>Record your room for an hour or so, or add long recordings: nobody should say the words.</source>
        <translation>Nehmen Sie Ihren Raum etwa eine Stunde lang auf, oder fügen Sie lange Aufnahmen hinzu: Niemand sollte die Wörter sagen.</translation>
    </message>
    <message>
        <source>To record the room, listen to a microphone first.</source>
        <translation>Um den Raum aufzunehmen, höre zuerst einem Mikrofon zu.</translation>
    </message>
    <message>
        <source>Recording: {} left</source>
        <translation>Aufnahme: noch {}</translation>
    </message>
    <message>
        <source>Recordings ({});;All files (*)</source>
        <translation>Tonaufnahmen ({});;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Add background recordings</source>
        <translation>Hintergrund-Aufnahmen hinzufügen</translation>
    </message>
</context>
<context>
    <name>SceneMaker</name>
    <message>
        <source>Get ready</source>
        <translation>Gleich geht es los</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>I hear you</source>
        <translation>Ich höre</translation>
    </message>
    <message>
        <source>Nothing is heard. Speak louder, or check the microphone under Input.</source>
        <translation>Nichts zu hören. Lauter sprechen oder das Mikrofon unter „Eingang“ prüfen.</translation>
    </message>
    <message>
        <source>Say it now</source>
        <translation>Jetzt sagen</translation>
    </message>
    <message>
        <source>Say it again. {}</source>
        <translation>Noch einmal sagen. {}</translation>
    </message>
    <message>
        <source>Kept: {} dB</source>
        <translation>Behalten: {} dB</translation>
    </message>
    <message>
        <source>Kept: {} dB, {:.0f} dB over the room</source>
        <translation>Behalten: {} dB, {:.0f} dB über dem Raum</translation>
    </message>
    <message>
        <source>{} of {} takes are there. What was skipped is asked for another day.</source>
        <translation>{} von {} Aufnahmen sind da. Ausgelassenes kommt an einem anderen Tag.</translation>
    </message>
    <message>
        <source>All {} takes are there.</source>
        <translation>Alle {} Aufnahmen sind da.</translation>
    </message>
    <message>
        <source>Playing the last take</source>
        <translation>Die letzte Aufnahme wird abgespielt</translation>
    </message>
    <message>
        <source>Waiting for the microphone…</source>
        <translation>Warten auf das Mikrofon…</translation>
    </message>
    <message>
        <source>Paused. The space bar goes on.</source>
        <translation>Pause. Weiter mit der Leertaste.</translation>
    </message>
</context>
<context>
    <name>ScreenReader</name>
    <message>
        <source>Problem</source>
        <translation>Problem</translation>
    </message>
    <message>
        <source>Notice</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>No word</source>
        <translation>Kein Wort</translation>
    </message>
    <message>
        <source>{}, {} sure</source>
        <translation>{}, {} sicher</translation>
    </message>
</context>
<context>
    <name>SessionChanges</name>
    <message>
        <source>Nothing is left to take back.</source>
        <translation>Es gibt nichts mehr zurückzunehmen.</translation>
    </message>
    <message>
        <source>Taken back: “{}”.</source>
        <translation>Zurückgenommen: „{}“.</translation>
    </message>
</context>
<context>
    <name>SettingsKeeper</name>
    <message>
        <source>The language changes when Sayso starts the next time.</source>
        <translation>Die Sprache wechselt beim nächsten Start von Sayso.</translation>
    </message>
</context>
<context>
    <name>ShortcutsDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Go to the next control, or the one before</source>
        <translation>Zum nächsten Bedienelement, oder zum vorigen</translation>
    </message>
    <message>
        <source>Alt + letter</source>
        <translation>Alt + Buchstabe</translation>
    </message>
    <message>
        <source>Press the button, or open the menu, with that letter underlined</source>
        <translation>Die Schaltfläche drücken oder das Menü öffnen, worin der Buchstabe unterstrichen ist</translation>
    </message>
    <message>
        <source>Close a menu or a dialog</source>
        <translation>Ein Menü oder einen Dialog schließen</translation>
    </message>
</context>
<context>
    <name>SideBySide</name>
    <message>
        <source>Two models side by side</source>
        <translation>Zwei Modelle nebeneinander</translation>
    </message>
    <message>
        <source>Stop comparing</source>
        <translation>Vergleich beenden</translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation>Nebeneinander</translation>
    </message>
    <message>
        <source>No model was asked: this was no single word.</source>
        <translation>Kein Modell wurde gefragt: Das war kein einzelnes Wort.</translation>
    </message>
    <message>
        <source>They agree.</source>
        <translation>Sie sind sich einig.</translation>
    </message>
    <message>
        <source>They differ.</source>
        <translation>Sie sind sich uneinig.</translation>
    </message>
    <message>
        <source>agreed on {} of {} ({:.0f} %)</source>
        <translation>einig bei {} von {} ({:.0f} %)</translation>
    </message>
    <message>
        <source>no word yet</source>
        <translation>noch kein Wort</translation>
    </message>
</context>
<context>
    <name>SoundPlot</name>
    <message>
        <source>0 dB</source>
        <translation>0 dB</translation>
    </message>
    <message>
        <source>Waveform</source>
        <translation>Wellenform</translation>
    </message>
</context>
<context>
    <name>SpectrogramCanvas</name>
    <message>
        <source>{}    {} to {}</source>
        <translation>{}    {} bis {}</translation>
    </message>
    <message>
        <source>open</source>
        <translation>offen</translation>
    </message>
    <message>
        <source>shut</source>
        <translation>zu</translation>
    </message>
    <message>
        <source>{}    {}, looks from {}    speech {}    {}</source>
        <translation>{}    {}, horcht ab {}    Sprache {}    {}</translation>
    </message>
</context>
<context>
    <name>SpectrogramView</name>
    <message>
        <source>Sound older than two minutes is not kept</source>
        <translation>Älterer Ton als zwei Minuten wird nicht behalten</translation>
    </message>
    <message>
        <source>Spectrogram</source>
        <translation>Spektrogramm</translation>
    </message>
    <message>
        <source>Picture of the sound: time to the right, pitch upwards. Arrow keys move, plus and minus zoom, Shift with the arrow keys reads a point, End goes on with the present.</source>
        <translation>Bild des Tons: Zeit nach rechts, Tonhöhe nach oben. Pfeiltasten verschieben, Plus und Minus vergrößern und verkleinern, Umschalt mit Pfeiltasten liest einen Punkt ab, Ende geht weiter mit der Gegenwart.</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Lost sound</source>
        <translation>Verlorener Ton</translation>
    </message>
    <message>
        <source>How often the sound system lost samples because this machine was busy</source>
        <translation>Wie oft das Tonsystem Abtastwerte verlor, weil dieser Rechner beschäftigt war</translation>
    </message>
    <message>
        <source>Model {}</source>
        <translation>Modell {}</translation>
    </message>
    <message>
        <source>Model {}, voice profile {}</source>
        <translation>Modell {}, Stimmprofil {}</translation>
    </message>
    <message>
        <source>Lost sound: {}</source>
        <translation>Ton verloren: {}</translation>
    </message>
    <message>
        <source>{} times</source>
        <translation>{}-mal</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>Latenz</translation>
    </message>
    <message>
        <source>Latency {:.0f} ms (95 %: {:.0f})</source>
        <translation>Latenz {:.0f} ms (95 %: {:.0f})</translation>
    </message>
    <message>
        <source>From the end of a word to its name on the screen, median of {} words: {:.0f} ms. 95 % are there within {:.0f} ms. Medians of the parts:</source>
        <translation>Vom Ende eines Wortes bis zu seinem Namen auf dem Bildschirm, Median von {} Wörtern: {:.0f} ms. 95 % sind binnen {:.0f} ms da. Mediane der Teile:</translation>
    </message>
    <message>
        <source>Sound on its way to the engine</source>
        <translation>Ton auf dem Weg zur Erkennung</translation>
    </message>
    <message>
        <source>Listening on, to be sure the word is over</source>
        <translation>Weiterhören, um sicher zu sein, dass das Wort zu Ende ist</translation>
    </message>
    <message>
        <source>Painting the window</source>
        <translation>Zeichnen des Fensters</translation>
    </message>
    <message>
        <source>Computing</source>
        <translation>Rechnen</translation>
    </message>
    <message>
        <source>{:.0f} ms</source>
        <translation>{:.0f} ms</translation>
    </message>
</context>
<context>
    <name>TakesDesk</name>
    <message>
        <source>Takes of “{}”</source>
        <translation>Aufnahmen von „{}“</translation>
    </message>
    <message>
        <source>Takes</source>
        <translation>Aufnahmen</translation>
    </message>
    <message>
        <source>{}: {}</source>
        <translation>{}: {}</translation>
    </message>
    <message>
        <source>No test set is open. Choose its folder, or an empty one for a new set.</source>
        <translation>Kein Testsatz ist offen. Seinen Ordner wählen, oder einen leeren für einen neuen.</translation>
    </message>
    <message>
        <source>No takes of “{}” yet.</source>
        <translation>Noch keine Aufnahmen von „{}“.</translation>
    </message>
    <message>
        <source>No takes yet. Start recording, or drop recordings here: their words are found and cut out.</source>
        <translation>Noch keine Aufnahmen. Mit der Aufnahme beginnen oder Tonaufnahmen hier ablegen: Ihre Wörter werden gefunden und ausgeschnitten.</translation>
    </message>
    <message>
        <source>clipped</source>
        <translation>übersteuert</translation>
    </message>
    <message>
        <source>too quiet</source>
        <translation>zu leise</translation>
    </message>
    <message>
        <source>noisy</source>
        <translation>verrauscht</translation>
    </message>
    <message>
        <source>Taken back: “{}”.</source>
        <translation>Zurückgenommen: „{}“.</translation>
    </message>
    <message>
        <source>Nothing is left to take back.</source>
        <translation>Es gibt nichts mehr zurückzunehmen.</translation>
    </message>
</context>
<context>
    <name>TakesModel</name>
    <message>
        <source>Word</source>
        <translation>Wort</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Länge</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Pegel</translation>
    </message>
    <message>
        <source>Over the room</source>
        <translation>Über dem Raum</translation>
    </message>
    <message>
        <source>Recorded</source>
        <translation>Aufgenommen</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>Bemerkung</translation>
    </message>
</context>
<context>
    <name>TakesPlace</name>
    <message>
        <source>No test set is open</source>
        <translation>Kein Testsatz ist geöffnet</translation>
    </message>
    <message>
        <source>1 take</source>
        <translation>1 Aufnahme</translation>
    </message>
    <message>
        <source>{} takes</source>
        <translation>{} Aufnahmen</translation>
    </message>
    <message>
        <source>Test set: {}, {}</source>
        <translation>Testsatz: {}, {}</translation>
    </message>
    <message>
        <source>Folder of recordings</source>
        <translation>Ordner mit Aufnahmen</translation>
    </message>
</context>
<context>
    <name>TakesTable</name>
    <message>
        <source>Takes</source>
        <translation>Aufnahmen</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Abspielen</translation>
    </message>
    <message>
        <source>Be quiet</source>
        <translation>Still sein</translation>
    </message>
    <message>
        <source>It was…</source>
        <translation>Es war…</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Play the selected take, or stop</source>
        <translation>Die gewählte Aufnahme abspielen oder anhalten</translation>
    </message>
    <message>
        <source>Another word was said: keep the selected takes under that</source>
        <translation>Ein anderes Wort wurde gesagt: die gewählten Aufnahmen unter ihm behalten</translation>
    </message>
    <message>
        <source>Take the selected takes out of the test set</source>
        <translation>Die gewählten Aufnahmen aus dem Testsatz nehmen</translation>
    </message>
    <message>
        <source>Take back the last change to the test set</source>
        <translation>Die letzte Änderung am Testsatz zurücknehmen</translation>
    </message>
</context>
<context>
    <name>TestSetLine</name>
    <message>
        <source>Test set</source>
        <translation>Testsatz</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen…</translation>
    </message>
    <message>
        <source>Choose the folder of a personal test set, or of a new one</source>
        <translation>Den Ordner eines persönlichen Testsatzes wählen, oder eines neuen</translation>
    </message>
    <message>
        <source>Record…</source>
        <translation>Aufnehmen…</translation>
    </message>
    <message>
        <source>Record takes of your own voice</source>
        <translation>Die eigene Stimme aufnehmen</translation>
    </message>
    <message>
        <source>Choose a &amp;folder…</source>
        <translation>&amp;Ordner wählen…</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Nicht jetzt</translation>
    </message>
    <message>
        <source>1 take</source>
        <translation>1 Aufnahme</translation>
    </message>
    <message>
        <source>{} takes</source>
        <translation>{} Aufnahmen</translation>
    </message>
    <message>
        <source>Test set: {}, {}</source>
        <translation>Testsatz: {}, {}</translation>
    </message>
    <message>
        <source>No test set is open</source>
        <translation>Kein Testsatz ist offen</translation>
    </message>
</context>
<context>
    <name>ThresholdView</name>
    <message>
        <source>Recall against false accepts per hour</source>
        <translation>Trefferquote über Fehlalarmen je Stunde</translation>
    </message>
    <message>
        <source>Use this threshold</source>
        <translation>Diese Schwelle verwenden</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Words of yours that are heard (up) against false accepts per hour (right). Shaded: 95 % intervals. Dashed: at most so many. Large mark: the threshold.</source>
        <translation>Ihre gehörten Wörter (nach oben) über Fehlalarmen je Stunde (nach rechts). Schattiert: 95-%-Intervalle. Gestrichelt: höchstens so viele. Großer Punkt: die Schwelle.</translation>
    </message>
    <message>
        <source>False accepts per hour at most</source>
        <translation>Höchstens so viele Fehlalarme je Stunde</translation>
    </message>
    <message>
        <source>Let the window listen with this threshold</source>
        <translation>Das Fenster mit dieser Schwelle zuhören lassen</translation>
    </message>
    <message>
        <source>Listen with the threshold before  (Ctrl+Z)</source>
        <translation>Mit der Schwelle davor zuhören  (Strg+Z)</translation>
    </message>
    <message>
        <source>At &amp;most</source>
        <translation>&amp;Höchstens</translation>
    </message>
    <message>
        <source>false accepts per hour</source>
        <translation>Fehlalarme je Stunde</translation>
    </message>
    <message>
        <source>Threshold {:.4g} %: {:.1f} % of your words heard, {} false accepts per hour</source>
        <translation>Schwelle {:.4g} %: {:.1f} % Ihrer Wörter gehört, {} Fehlalarme je Stunde</translation>
    </message>
    <message>
        <source>95 % intervals: {:.0f} to {:.0f} %, {} to {} per hour; {} takes, {:.2f} h of background.</source>
        <translation>95-%-Intervalle: {:.0f} bis {:.0f} %, {} bis {} je Stunde; {} Aufnahmen, {:.2f} h Hintergrund.</translation>
    </message>
</context>
<context>
    <name>TrialTexts</name>
    <message>
        <source>{:.1f} % right: {} of {} takes, 95 % interval {:.1f} to {:.1f} %</source>
        <translation>{:.1f} % richtig: {} von {} Aufnahmen, 95-%-Intervall {:.1f} bis {:.1f} %</translation>
    </message>
    <message>
        <source>{} on {}.</source>
        <translation>{} auf {}.</translation>
    </message>
    <message>
        <source>From the end of a word to its answer: {:.0f} ms, {:.0f} ms at the 95th percentile.</source>
        <translation>Vom Ende eines Wortes bis zur Antwort: {:.0f} ms, {:.0f} ms beim 95. Perzentil.</translation>
    </message>
    <message>
        <source>Compared with {} ({:.1f} % right):</source>
        <translation>Verglichen mit {} ({:.1f} % richtig):</translation>
    </message>
    <message>
        <source>One recording is left out: {}</source>
        <translation>Eine Aufnahme fehlt: {}</translation>
    </message>
    <message>
        <source>{} recordings are left out, the first of them: {}</source>
        <translation>{} Aufnahmen fehlen, die erste davon: {}</translation>
    </message>
    <message>
        <source>no take</source>
        <translation>keine Aufnahme</translation>
    </message>
    <message>
        <source>{:.0f} to {:.0f} %</source>
        <translation>{:.0f} bis {:.0f} %</translation>
    </message>
    <message>
        <source>No answer had a confidence that could be compared.</source>
        <translation>Keine Antwort hatte eine Sicherheit, die sich vergleichen ließe.</translation>
    </message>
    <message>
        <source>On average, confidence and the share of right answers differ by {:.1f} %.</source>
        <translation>Im Mittel unterscheiden sich Sicherheit und Anteil richtiger Antworten um {:.1f} %.</translation>
    </message>
    <message>
        <source>Hollow marks rest on fewer than {} takes, which is too few to tell.</source>
        <translation>Hohle Punkte beruhen auf weniger als {} Aufnahmen; das ist zu wenig für eine Aussage.</translation>
    </message>
    <message>
        <source>off</source>
        <translation>daneben</translation>
    </message>
    <message>
        <source>too few</source>
        <translation>zu wenige</translation>
    </message>
    <message>
        <source>{} heard as {}: {}</source>
        <translation>{} gehört als {}: {}</translation>
    </message>
    <message>
        <source>No take of “{}” was heard as “{}”</source>
        <translation>Keine Aufnahme von „{}“ wurde als „{}“ gehört</translation>
    </message>
    <message>
        <source>“{}” heard as “{}”: {}</source>
        <translation>„{}“ gehört als „{}“: {}</translation>
    </message>
    <message>
        <source>{} {}: {}, before {}   ({})</source>
        <translation>{} {}: {}, vorher {}   ({})</translation>
    </message>
</context>
<context>
    <name>TrialViews</name>
    <message>
        <source>Confusions</source>
        <translation>Verwechslungen</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>Wörter</translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation>Sicherheit</translation>
    </message>
    <message>
        <source>What changed</source>
        <translation>Was sich änderte</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>Zahlen</translation>
    </message>
    <message>
        <source>Most often confused</source>
        <translation>Am häufigsten verwechselt</translation>
    </message>
    <message>
        <source>Word</source>
        <translation>Wort</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>Recall</source>
        <translation>Trefferquote</translation>
    </message>
    <message>
        <source>95 % interval</source>
        <translation>95-%-Intervall</translation>
    </message>
    <message>
        <source>F1</source>
        <translation>F1</translation>
    </message>
    <message>
        <source>Takes</source>
        <translation>Aufnahmen</translation>
    </message>
    <message>
        <source>Figures of each word</source>
        <translation>Zahlen jedes Wortes</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>Richtig</translation>
    </message>
    <message>
        <source>Right answers by confidence</source>
        <translation>Richtige Antworten nach Sicherheit</translation>
    </message>
    <message>
        <source>Rows are what was said, columns what was heard. Choose a cell to hear its takes.</source>
        <translation>Zeilen: was gesagt wurde, Spalten: was gehört wurde. Wählen Sie eine Zelle, um ihre Aufnahmen zu hören.</translation>
    </message>
    <message>
        <source>Share of right answers against confidence</source>
        <translation>Anteil richtiger Antworten über der Sicherheit</translation>
    </message>
    <message>
        <source>Share of right answers (up) against confidence (right); lines are 95 % intervals</source>
        <translation>Anteil richtiger Antworten (nach oben) über der Sicherheit (nach rechts); Striche sind 95-%-Intervalle</translation>
    </message>
    <message>
        <source>Nothing was confused</source>
        <translation>Nichts wurde verwechselt</translation>
    </message>
    <message>
        <source>Choose a cell to hear its takes</source>
        <translation>Wählen Sie eine Zelle, um ihre Aufnahmen zu hören</translation>
    </message>
    <message>
        <source>{} better (▲), {} worse (▼)</source>
        <translation>{} besser (▲), {} schlechter (▼)</translation>
    </message>
</context>
<context>
    <name>TuneDesk</name>
    <message>
        <source>Loading the model…</source>
        <translation>Das Modell wird geladen…</translation>
    </message>
    <message>
        <source>Your takes</source>
        <translation>Ihre Aufnahmen</translation>
    </message>
    <message>
        <source>The window listens with {} now; before, with {}.</source>
        <translation>Das Fenster hört jetzt zu mit: {}; vorher mit: {}.</translation>
    </message>
    <message>
        <source>the model&apos;s own threshold</source>
        <translation>der Schwelle des Modells</translation>
    </message>
    <message>
        <source>the threshold {:.4g} %</source>
        <translation>der Schwelle {:.4g} %</translation>
    </message>
    <message>
        <source>Record takes of your voice under “Record”, or choose a folder that holds recordings.</source>
        <translation>Nehmen Sie unter „Aufnehmen“ Ihre Stimme auf, oder wählen Sie einen Ordner mit Aufnahmen.</translation>
    </message>
    <message>
        <source>Record your room, or add long recordings without the words.</source>
        <translation>Nehmen Sie Ihren Raum auf, oder fügen Sie lange Aufnahmen ohne die Wörter hinzu.</translation>
    </message>
    <message>
        <source>Tune listens to all of it, and finds the threshold that hears most of your words.</source>
        <translation>Alles wird angehört und die Schwelle gefunden, mit der die meisten Ihrer Wörter gehört werden.</translation>
    </message>
</context>
<context>
    <name>TunePanel</name>
    <message>
        <source>Listen to everything</source>
        <translation>Alles anhören</translation>
    </message>
    <message>
        <source>Your takes</source>
        <translation>Ihre Aufnahmen</translation>
    </message>
    <message>
        <source>Background without the words</source>
        <translation>Hintergrund ohne die Wörter</translation>
    </message>
    <message>
        <source>Listen with the threshold before</source>
        <translation>Mit der Schwelle davor zuhören</translation>
    </message>
</context>
<context>
    <name>VerdictButtons</name>
    <message>
        <source>✓ Right</source>
        <translation>✓ Richtig</translation>
    </message>
    <message>
        <source>The answer is right: keep the take under it</source>
        <translation>Die Antwort stimmt: die Aufnahme darunter behalten</translation>
    </message>
    <message>
        <source>✕ Wrong</source>
        <translation>✕ Falsch</translation>
    </message>
    <message>
        <source>None of the words was said: keep the take as unknown</source>
        <translation>Keines der Wörter wurde gesagt: die Aufnahme als unbekannt behalten</translation>
    </message>
    <message>
        <source>→ It was…</source>
        <translation>→ Es war…</translation>
    </message>
    <message>
        <source>Another word was said: keep the take under that</source>
        <translation>Ein anderes Wort wurde gesagt: die Aufnahme darunter behalten</translation>
    </message>
    <message>
        <source>– Leave out</source>
        <translation>– Verwerfen</translation>
    </message>
    <message>
        <source>Do not keep the take; take it out again if it was kept</source>
        <translation>Die Aufnahme nicht behalten; wieder herausnehmen, falls sie behalten wurde</translation>
    </message>
    <message>
        <source>Take back the last verdict</source>
        <translation>Das letzte Urteil zurücknehmen</translation>
    </message>
</context>
<context>
    <name>Verdicts</name>
    <message>
        <source>The sound of this word is no longer kept; judge newer ones</source>
        <translation>Der Ton dieses Wortes ist nicht mehr da; beurteilen Sie neuere</translation>
    </message>
</context>
<context>
    <name>ViewButton</name>
    <message>
        <source>&amp;View  ▾</source>
        <translation>&amp;Ansicht  ▾</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>Theme, size of text, colours, language, and how sure an answer must be</source>
        <translation>Farbschema, Textgröße, Farben, Sprache, und wie sicher eine Antwort sein muss</translation>
    </message>
    <message>
        <source>The model&apos;s own</source>
        <translation>Die des Modells</translation>
    </message>
    <message>
        <source>Confidence t&amp;hreshold</source>
        <translation>Sicherheitssch&amp;welle</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>&amp;Sprache</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Hoher Kontrast</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>&amp;Farbschema</translation>
    </message>
    <message>
        <source>Text &amp;size</source>
        <translation>&amp;Textgröße</translation>
    </message>
    <message>
        <source>&amp;Larger text</source>
        <translation>&amp;Größerer Text</translation>
    </message>
    <message>
        <source>&amp;Smaller text</source>
        <translation>&amp;Kleinerer Text</translation>
    </message>
    <message>
        <source>&amp;Usual text</source>
        <translation>&amp;Üblicher Text</translation>
    </message>
    <message>
        <source>Viridis</source>
        <translation>Viridis</translation>
    </message>
    <message>
        <source>Cividis, for colour-blind eyes</source>
        <translation>Cividis, für farbfehlsichtige Augen</translation>
    </message>
    <message>
        <source>Grey</source>
        <translation>Grau</translation>
    </message>
    <message>
        <source>Spectrogram &amp;colours</source>
        <translation>Farben des Spe&amp;ktrogramms</translation>
    </message>
</context>
<context>
    <name>VocabularyButton</name>
    <message>
        <source>Vocabulary</source>
        <translation>Wortschatz</translation>
    </message>
    <message>
        <source>The words to listen for; all others count as unknown</source>
        <translation>Die Wörter, auf die gehört wird; alle anderen gelten als unbekannt</translation>
    </message>
    <message>
        <source>&amp;Words of your own…</source>
        <translation>&amp;Eigene Wörter…</translation>
    </message>
    <message>
        <source>Of your voice profile: {}</source>
        <translation>Aus Ihrem Stimmprofil: {}</translation>
    </message>
    <message>
        <source>All {} words</source>
        <translation>Alle {} Wörter</translation>
    </message>
    <message>
        <source>Digits, zero to nine</source>
        <translation>Ziffern, zero bis nine</translation>
    </message>
    <message>
        <source>Commands, yes, no, up …</source>
        <translation>Befehle, yes, no, up…</translation>
    </message>
    <message>
        <source>Digits</source>
        <translation>Ziffern</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Befehle</translation>
    </message>
</context>
<context>
    <name>VoiceDialog</name>
    <message>
        <source>My voice</source>
        <translation>Meine Stimme</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Aufnehmen</translation>
    </message>
    <message>
        <source>Adapt</source>
        <translation>Anpassen</translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>Everywhere</source>
        <translation>Überall</translation>
    </message>
    <message>
        <source>Listening</source>
        <translation>Zuhören</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>Picture of the sound</source>
        <translation>Bild des Tons</translation>
    </message>
    <message>
        <source>Prediction</source>
        <translation>Vorhersage</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Utterance inspector</source>
        <translation>Äußerung im Einzelnen</translation>
    </message>
    <message>
        <source>My voice</source>
        <translation>Meine Stimme</translation>
    </message>
    <message>
        <source>Loading the model…</source>
        <translation>Das Modell wird geladen…</translation>
    </message>
    <message>
        <source>◌  Starting: {}</source>
        <translation>◌  Beginnt: {}</translation>
    </message>
    <message>
        <source>●  Listening: {}</source>
        <translation>●  Hört zu: {}</translation>
    </message>
    <message>
        <source>◌  Waiting for {}</source>
        <translation>◌  Wartet auf {}</translation>
    </message>
    <message>
        <source>■  Stopped: {}</source>
        <translation>■  Angehalten: {}</translation>
    </message>
    <message>
        <source>■  Played to the end: {}</source>
        <translation>■  Zu Ende gespielt: {}</translation>
    </message>
    <message>
        <source>✕  Not listening: {}</source>
        <translation>✕  Hört nicht zu: {}</translation>
    </message>
    <message>
        <source>Hold and speak</source>
        <translation>Halten und sprechen</translation>
    </message>
    <message>
        <source>Hold the space bar, say a word, and let go.</source>
        <translation>Halten Sie die Leertaste, sagen Sie ein Wort, und lassen Sie los.</translation>
    </message>
    <message>
        <source>One moment</source>
        <translation>Einen Augenblick</translation>
    </message>
    <message>
        <source>The model is being loaded.</source>
        <translation>Das Modell wird geladen.</translation>
    </message>
    <message>
        <source>Say a word</source>
        <translation>Sagen Sie ein Wort</translation>
    </message>
    <message>
        <source>One at a time, with a short pause after each.</source>
        <translation>Eines nach dem anderen, mit kurzer Pause nach jedem.</translation>
    </message>
    <message>
        <source>No microphone</source>
        <translation>Kein Mikrofon</translation>
    </message>
    <message>
        <source>Listening goes on by itself when it is back.</source>
        <translation>Das Zuhören geht von selbst weiter, wenn es wieder da ist.</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Press Start to listen.</source>
        <translation>Zum Zuhören „Start“ drücken.</translation>
    </message>
    <message>
        <source>The end</source>
        <translation>Ende</translation>
    </message>
    <message>
        <source>Press Start to play the recording again.</source>
        <translation>„Start“ drücken, um die Tonaufnahme erneut abzuspielen.</translation>
    </message>
    <message>
        <source>Not listening</source>
        <translation>Hört nicht zu</translation>
    </message>
    <message>
        <source>The message says why. Choose another input, or try again.</source>
        <translation>Die Meldung sagt, warum. Wählen Sie einen anderen Eingang, oder versuchen Sie es noch einmal.</translation>
    </message>
</context>
<context>
    <name>WordsEditor</name>
    <message>
        <source>Words of your own</source>
        <translation>Eigene Wörter</translation>
    </message>
    <message>
        <source>for example: yes, no, stop</source>
        <translation>zum Beispiel: yes, no, stop</translation>
    </message>
    <message>
        <source>Words to listen for, divided by commas</source>
        <translation>Wörter, auf die gehört wird, durch Kommas getrennt</translation>
    </message>
    <message>
        <source>&amp;Use these words</source>
        <translation>Diese Wörter &amp;verwenden</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Keep the words in use  (Esc)</source>
        <translation>Die bisherigen Wörter behalten  (Esc)</translation>
    </message>
    <message>
        <source>Keep the words in use</source>
        <translation>Die bisherigen Wörter behalten</translation>
    </message>
    <message>
        <source>Words of &amp;your own</source>
        <translation>Ei&amp;gene Wörter</translation>
    </message>
</context>
<context>
    <name>WorkControls</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
</context>
</TS>
