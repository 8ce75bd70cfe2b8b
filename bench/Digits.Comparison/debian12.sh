#!/usr/bin/env bash
# Lets TorchSharp load on Debian 12, whose C++ library is older by one function: _ZSt21ios_base_library_initv@GLIBCXX_3.4.32, which starts std::cout.
# The constructor of std::ios_base::Init, of version GLIBCXX_3.4, does the same and looks at nothing else, so the copy in the build's output is made to call it.
#   bench/Digits.Comparison/debian12.sh [FOLDER]
set -euo pipefail
folder=${1:-$(cd "$(dirname "$0")/../.." && pwd)/artifacts/bin/Digits.Comparison/release}
library=$folder/runtimes/linux-x64/native/libLibTorchSharp.so
[[ -f $library ]] || { echo "$library is not there: build first." >&2; exit 1; }
# The name of the function, the name of the version, and the version's hash, which stands before the flags and numbers of its entry: each is there once.
perl -0777 -e '
  my @changes = (
    ["_ZSt21ios_base_library_initv\0", "_ZNSt8ios_base4InitC1Ev\0\0\0\0\0\0"],
    ["\0GLIBCXX_3.4.32\0", "\0GLIBCXX_3.4\0\0\0\0"],
    [pack("V", 0x0297f842), pack("V", 0x08922974)],
  );
  my $library = shift;
  open my $file, "+<:raw", $library or die "$library: $!\n";
  my $bytes = <$file>;
  my $found = join " ", map { my ($old) = @$_; scalar(() = $bytes =~ /\Q$old\E/g) } @changes;
  # It was changed before.
  exit if $found eq "0 0 0" && index($bytes, $changes[0][1]) >= 0;
  die "$library is left as it is: this script does not know that version of it.\n" if $found ne "1 1 1";
  for my $change (@changes) {
    my ($old, $new) = @$change;
    $bytes =~ s/\Q$old\E/$new/;
  }
  seek $file, 0, 0;
  print $file $bytes;
  close $file or die "$library: $!\n";
' "$library"
