#!/bin/sh
# ical2orgpy turns a calendar file into a list for Emacs's org-mode, where a line that begins with a star is a heading of its own
# and `* DONE` or `* TODO` is a task. `-t` says in whose time hours are shown, `-e` is the "User email address (used to deal with
# declined events)", its help says; https://github.com/ical2org-py/ical2org.py/issues/36 (2019), which asked for it, is closed.
#
# Expected: one heading for each meeting one goes to, with its words below, at its hour.
# Found with 0.5: a list in a description becomes headings beside the meeting's, "* TODO" becomes somebody's task, and what stands
# after it is no longer the meeting's. Words come with the file's own backslashes (RFC 5545, 3.3.11), but for those of commas:
# "Listen\; then speak", and where a backslash stands before an n, as in C:\notes, the line is broken. Who declined is asked by
# CN, the shown name: it helps if that is the address, as Google has it, and not with a name there, as Outlook and RFC 5545 (3.2.2)
# have it. What was called off (STATUS:CANCELLED) is there like the rest. An hour of no zone, which is the same on everybody's
# clock (3.3.5), is taken for the machine's: nine o'clock is ten with `-t Europe/Madrid` on a server. What lasts no time, and
# falls on midnight, is from Monday to the Sunday before. A plain meeting in a zone is right. The README says that recurring events
# are managed correctly, and of these nothing.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check ical2orgpy==0.5 icalendar==7.3.2 recurring-ical-events==3.8.2 \
  pytz==2026.6 tzdata
cd "$work"
cat >events.py <<'PYTHON'
EVENTS = [
    ["DTSTART:20261207T090000", "DTEND:20261207T100000", "SUMMARY:Circle",
     r"DESCRIPTION:Bring\n* a question\n* TODO what was left unsaid\nListen\; then speak\, as in C:\\notes"],
    ["DTSTART:20261208T080000Z", "DTEND:20261208T090000Z", "SUMMARY:Called off", "STATUS:CANCELLED"],
    ["DTSTART:20261209T080000Z", "DTEND:20261209T090000Z", "SUMMARY:Declined in Outlook",
     "ATTENDEE;CN=Ana;PARTSTAT=DECLINED:mailto:ana@example.org"],
    ["DTSTART:20261210T080000Z", "DTEND:20261210T090000Z", "SUMMARY:Declined in Google",
     "ATTENDEE;CN=ana@example.org;PARTSTAT=DECLINED:mailto:ana@example.org"],
    ["DTSTART:20261211T080000Z", "DTEND:20261211T090000Z", "SUMMARY:Plain"],
    ["DTSTART:20261213T230000Z", "DTEND:20261213T230000Z", "SUMMARY:Deadline at midnight in Madrid"],
    ["DTSTART;TZID=Europe/Madrid:20261214T000000", "DTEND;TZID=Europe/Madrid:20261214T000000", "SUMMARY:The same, with its zone"],
]
lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Team//Calendar//EN"]
for number, event in enumerate(EVENTS):
    lines += ["BEGIN:VEVENT", f"UID:{number}", "DTSTAMP:20261101T000000Z", *event, "END:VEVENT"]
print(*lines, "END:VCALENDAR", sep="\n")
PYTHON
cat >expected.org <<'ORG'
* Circle
  <2026-12-07 Mon 10:00>--<2026-12-07 Mon 11:00>
Bring
* a question
* TODO what was left unsaid
Listen\; then speak, as in C:\
otes

* Called off
  <2026-12-08 Tue 09:00>--<2026-12-08 Tue 10:00>

* Declined in Outlook
  <2026-12-09 Wed 09:00>--<2026-12-09 Wed 10:00>

* Plain
  <2026-12-11 Fri 09:00>--<2026-12-11 Fri 10:00>

* Deadline at midnight in Madrid
  <2026-12-14 Mon 00:00>--<2026-12-14 Mon 00:00>

* The same, with its zone
  <2026-12-14 Mon>--<2026-12-13 Sun>

ORG
venv/bin/python events.py >team.ics
venv/bin/ical2orgpy --version
TZ=UTC venv/bin/ical2orgpy --days 20000 --timezone Europe/Madrid --email ana@example.org team.ics team.org
cat team.org
diff expected.org team.org || { echo "this changed"; exit 1; }
