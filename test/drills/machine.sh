# The first process of a drill's machine (see machine.ts): makes the mounts, moves into the root folder and waits for those that lost
# their parents. Runs in namespaces of its own. Arguments: places within the machine, each with the folder that is seen there.
set -e
mount --bind "$ROOT" "$ROOT"
cd "$ROOT"
mkdir -p proc sys dev run tmp
mount -t proc proc proc
mount -t sysfs -o ro sysfs sys
mount -t tmpfs -o mode=755,nosuid dev dev
for name in null zero full random urandom tty; do
  : > dev/$name
  mount --bind /dev/$name dev/$name
done
mkdir dev/pts dev/shm
mount -t devpts -o newinstance,ptmxmode=0666,mode=620 devpts dev/pts
ln -s pts/ptmx dev/ptmx
ln -s /proc/self/fd dev/fd
ln -s /proc/self/fd/0 dev/stdin
ln -s /proc/self/fd/1 dev/stdout
ln -s /proc/self/fd/2 dev/stderr
mount -t tmpfs -o mode=1777,nosuid,nodev shm dev/shm
mount -t tmpfs -o mode=755,nosuid,nodev run run
mount -t tmpfs -o mode=1777,nosuid,nodev tmp tmp
mkdir -p run/lock "run/user/$PERSON_UID"
chown "$PERSON_UID:$PERSON_UID" "run/user/$PERSON_UID"
chmod 700 "run/user/$PERSON_UID"
if [ -d /tmp/.X11-unix ]; then
  mkdir tmp/.X11-unix
  mount --bind /tmp/.X11-unix tmp/.X11-unix
fi
while [ $# -gt 0 ]; do
  mkdir -p "./$1"
  mount --bind "$2" "./$1"
  shift 2
done
if [ -n "$OWN_NETWORK" ]; then ip link set lo up; fi
hostname may-tuong
mkdir run/before
pivot_root . run/before
cd /
umount -l /run/before
rmdir /run/before
mkdir "$OTHER_WAY"
mount --rbind / "$OTHER_WAY"
echo ready
while :; do sleep 2; done
