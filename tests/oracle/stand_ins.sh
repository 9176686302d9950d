#!/usr/bin/env bash
# Python's torch of a CUDA build cannot be imported without NVIDIA's libraries, 2 GB of them, although the tests use it on
# the CPU only. For those that this machine lacks, this writes empty ones: same names, same symbols, every call fails.
#   stand_ins.sh TORCH_LIB_FOLDER OUTPUT_FOLDER [FOLDER_WITH_REAL_ONES…]
set -euo pipefail
torch=$1 out=$2
shift 2
mkdir -p "$out"
libraries=("$torch"/libtorch_cuda.so "$torch"/libtorch_python.so "$torch"/libtorch_nvshmem.so "$torch"/libc10_cuda.so
           "$torch"/libtorch_cuda_linalg.so "$torch"/libtorch_cpu.so)
for library in "${libraries[@]}"; do
    [ -e "$library" ] && readelf -d "$library" | sed -n 's/.*(NEEDED).*\[\(lib\(cu\|nv\|nccl\)[^]]*\)\]/\1/p'
done | sort -u | while read -r name; do
    for folder in "$@"; do
        [ -e "$folder/$name" ] && continue 2
    done
    echo "$name"
done >"$out/missing"
[ -s "$out/missing" ] || exit 0

# symbol@version for all that LibTorch asks of anybody; the ones with these prefixes are NVIDIA's.
for library in "${libraries[@]}"; do
    [ -e "$library" ] && nm -D --undefined-only "$library" 2>/dev/null | awk '{print $NF}'
done | grep -E '^(cu|nccl|nv)' | sort -u >"$out/wanted"

prefix_of() {
    case $1 in
        libcublasLt*) echo 'cublasLt' ;;
        libcublas*) echo 'cublas[^L]' ;;
        libcusparseLt*) echo 'cusparseLt' ;;
        libcusparse*) echo 'cusparse[^L]' ;;
        libcufile*) echo 'cuFile' ;;
        libcudart*) echo 'cuda' ;;
        *) echo "$1" | sed 's/^lib\([a-z]*\).*/\1/' ;;
    esac
}
while read -r name; do
    mine=$(grep -E "^$(prefix_of "$name")" "$out/wanted" || true)
    version=$(sed -n 's/.*@//p' <<<"$mine" | sort -u)
    symbols=$(sed 's/@.*//' <<<"$mine")
    {
        echo "// Generated: stands in for $name; every call fails."
        for symbol in $symbols; do echo "int $symbol(void) { return 999; }"; done
    } >"$out/stand_in.c"
    link=()
    if [ -n "$version" ]; then
        echo "$version { global: *; };" >"$out/stand_in.map"
        link=(-Wl,--version-script="$out/stand_in.map")
    fi
    cc -w -shared -fPIC -fno-builtin -Wl,-soname,"$name" "${link[@]}" -o "$out/$name" "$out/stand_in.c"
done <"$out/missing"
rm -f "$out/stand_in.c" "$out/stand_in.map" "$out/wanted"
