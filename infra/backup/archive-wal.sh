# Postgres's archive_command: puts one finished WAL segment into the archive, compressed, whole or not at all, and never over
# another one. Arguments: its path, its name, the folder of the archive. What ends with anything but 0 is tried again, and
# until it ends with 0 Postgres keeps the segment.
set -eu
umask 077
from=$1
folder=$3
kept=$folder/$2.gz
draft=$folder/.$2.new

if [ -e "$kept" ]; then
  # A crash between the archive and Postgres's note of it: the same once more is no harm.
  if gzip -dc "$kept" | cmp -s - "$from"; then
    sync "$kept" "$folder"
    exit 0
  fi
  echo "archive-wal: $kept is there already and is not what was to be archived" >&2
  exit 1
fi

# Where it cannot be finished (a full disk, say) nothing of it is left to take space.
trap 'rm -f "$draft"' EXIT
gzip -1nc "$from" > "$draft"
sync "$draft"
mv "$draft" "$kept"
sync "$folder"
