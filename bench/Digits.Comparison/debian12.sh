#!/usr/bin/env bash
# Lets TorchSharp load on Debian 12, whose C++ library is older by one function: _ZSt21ios_base_library_initv@GLIBCXX_3.4.32, which starts std::cout.
# The constructor of std::ios_base::Init, of version GLIBCXX_3.4, does the same and looks at nothing else, so the copy in the build's output is made to call it.
#   bench/Digits.Comparison/debian12.sh [FOLDER]
set -euo pipefail
folder=${1:-$(cd "$(dirname "$0")/../.." && pwd)/artifacts/bin/Digits.Comparison/release}
library=$folder/runtimes/linux-x64/native/libLibTorchSharp.so
[[ -f $library ]] || { echo "$library is not there: build first." >&2; exit 1; }
# The name of the function, the name of the version, and the version's hash, which stands before the flags and numbers of its entry.
perl -0777 -pi -e '
  s/_ZSt21ios_base_library_initv\0/_ZNSt8ios_base4InitC1Ev\0\0\0\0\0\0/;
  s/GLIBCXX_3\.4\.32\0/GLIBCXX_3.4\0\0\0\0/;
  s/\Q${\pack("V", 0x0297f842)}\E/pack("V", 0x08922974)/e;
' "$library"
