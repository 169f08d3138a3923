"""What is listened to, and how loud it is."""
