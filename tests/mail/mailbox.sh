# Sourced by run: letters that lie in a mailbox, at a dovecot of its own, taken by `rapport mail look`.
# shellcheck shell=bash
imap_port=$(free_port) imaps_port=$(free_port)
mkdir -p "$folder"/dovecot/{run,state,box/new,box/cur,box/tmp}
openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=mail.lakeside.example \
    -keyout "$folder/dovecot/key.pem" -out "$folder/dovecot/cert.pem" 2>/dev/null
chown -R nobody "$folder/dovecot/box"
cat >"$folder/dovecot/conf" <<END
base_dir = $folder/dovecot/run
state_dir = $folder/dovecot/state
log_path = $folder/dovecot/log
protocols = imap
listen = 127.0.0.1
ssl = yes
ssl_cert = <$folder/dovecot/cert.pem
ssl_key = <$folder/dovecot/key.pem
disable_plaintext_auth = no
default_internal_user = nobody
default_login_user = nobody
default_internal_group = nogroup
first_valid_uid = 1
mail_location = maildir:$folder/dovecot/box
passdb {
  driver = static
  args = password=hush
}
userdb {
  driver = static
  args = uid=nobody gid=nogroup home=$folder/dovecot
}
service imap-login {
  chroot =
  inet_listener imap {
    port = $imap_port
  }
  inet_listener imaps {
    port = $imaps_port
    ssl = yes
  }
}
service anvil {
  chroot =
}
END
dovecot -F -c "$folder/dovecot/conf" >"$folder/dovecot/out" 2>&1 &
pids+=($!)
if ! wait_for "(exec 3<>/dev/tcp/127.0.0.1/$imap_port) 2>/dev/null"; then
    say "SKIP: dovecot did not come up here: $(tail -3 "$folder/dovecot/out" "$folder/dovecot/log")"
    skipped=$((skipped + 1))
    return 0
fi

data=$folder/of-mailbox # The letters of the pipe come into the other one.
cp -a "$folder/data" "$data"
number=0
none="0 came since the last look, 0 stayed where they are"
one="1 came since the last look, 0 stayed where they are"
lies_there() { # lies_there TO FROM ID BODY [HEADER]: a letter lies in the mailbox
    number=$((number + 1))
    local name
    name=$(printf '%d.M%06d.here' "$(date +%s)" "$number")
    printf '%sFrom: <%s>\nTo: <%s>\nSubject: Podcasts\nMessage-Id: <%s@phone>\n\n%s\n' \
        "${5:+$5$'\n'}" "$2" "$1" "$3" "$4" >"$folder/dovecot/box/tmp/$name"
    chown nobody "$folder/dovecot/box/tmp/$name"
    mv "$folder/dovecot/box/tmp/$name" "$folder/dovecot/box/new/$name"
}
look() { # look [URL]: what the program says of one look
    RAPPORT_IMAP_PASSWORD=${password:-hush} runuser -u nobody -- "$rapport" mail look \
        --data "$data" --imap "${1:-imap://127.0.0.1:$imap_port/INBOX}" --imap-user help 2>&1 |
        tail -1 || true
}
in_words="Authentication-Results: mx.lakeside.example; dmarc=pass header.from=lakeside.example"

lies_there help@lakeside.example amina@lakeside.example old 'Long ago' "$in_words"
check "what lay there before is nobody's news" "$none" "$(look)"
check "and nothing is a letter yet" "0" "$(sql 'SELECT COUNT(*) FROM mail_in')"
lies_there help@lakeside.example amina@lakeside.example box1 'From the mailbox' "$in_words"
check "one that came since is taken" "$one" "$(look)"
check "and is a request" "request " "$(fates)"
check "another look finds nothing new" "$none" "$(look)"
lies_there other@lakeside.example amina@lakeside.example box2 'Somebody else' "$in_words"
check "one of somebody else's is looked at" \
    "1 came since the last look, 1 stayed where they are" "$(look)"
check "and stays where it is" "1" "$(sql 'SELECT COUNT(*) FROM mail_in')"
lies_there list@lakeside.example eve@elsewhere.example box3 'By a list' \
    "Delivered-To: help@lakeside.example"
check "Delivered-To goes before To" "$one" "$(look)"
check "and a stranger waits" "waiting stranger" "$(fates)"
check "all letters are where they were" "4" \
    "$(find "$folder/dovecot/box" -name '*.here*' | wc -l)"
password=wrong
check "a wrong password is said" "rapport: the mailbox could not be read: Login denied" "$(look)"
password=hush
said=$(look "imaps://127.0.0.1:$imaps_port/INBOX")
case $said in *certificate*) said=certificate ;; esac
check "a certificate nobody vouches for is refused" certificate "$said"
# UIDs are given anew: what came since yesterday is read again, and what is known stays one.
rm -f "$folder"/dovecot/box/dovecot-uidlist "$folder"/dovecot/box/dovecot.index*
sql "UPDATE mailbox SET validity = validity - 1"
before=$(sql 'SELECT COUNT(*) FROM mail_in') # And the one from before the first look is news now.
lies_there help@lakeside.example eve@elsewhere.example box4 'After the move'
look >/dev/null
check "a mailbox that was moved loses nothing" "$((before + 2))" \
    "$(sql 'SELECT COUNT(*) FROM mail_in')"
# Moved once more, and all of it old: what is old is no news, at this look or the next.
find "$folder/dovecot/box" -name '*.here*' -exec touch -d '30 days ago' {} +
rm -f "$folder"/dovecot/box/dovecot-uidlist "$folder"/dovecot/box/dovecot.index*
sql "UPDATE mailbox SET validity = validity - 1"
check "of a mailbox that was moved, what is old is no news" "$none" "$(look)"
check "nor at the next look" "$none" "$(look)"
# A mail server that never answers keeps nobody from ending the program.
mute_port=$(free_port)
python3 -c 'import socket, sys, time; s = socket.create_server(("127.0.0.1", int(sys.argv[1])))
c, _ = s.accept(); time.sleep(120)' "$mute_port" &
pids+=($!)
RAPPORT_IMAP_PASSWORD=hush runuser -u nobody -- "$rapport" serve --data "$data" \
    --listen "127.0.0.1:$(free_port)" --imap "imap://127.0.0.1:$mute_port/INBOX" --imap-user help \
    >"$folder/serve.log" 2>&1 &
server=$!
wait_for "grep -q 'serves on' $folder/serve.log && grep -q ':$(printf %04X "$mute_port") .* 01 ' /proc/net/tcp"
pkill -TERM -P "$server" rapport || kill "$server"
began=$SECONDS
wait "$server" || true
check "a mute mail server keeps nobody from ending" yes "$([ $((SECONDS - began)) -lt 15 ] && echo yes)"
data=$folder/data
