# What scripts/check-debian and scripts/check-package share, which source it: setting up a new Debian in a folder.
# Needs root (or user namespaces), mmdebstrap and a Debian mirror; where one lacks, it says so and ends with 77.

cannot() {
    echo "$(basename "$0"): $*" >&2
    exit 77
}

# The name of a release, which archives call it by.
debian_suite() {
    case "$1" in
    12) echo bookworm ;;
    13) echo trixie ;;
    *)
        echo "$(basename "$0"): '$1' is no release that is known: say 12 or 13" >&2
        exit 2
        ;;
    esac
}

# The mirror that this system's apt uses, or POOLSCOPE_MIRROR.
debian_mirror() {
    local mirror="${POOLSCOPE_MIRROR:-}"
    if [ -z "$mirror" ] && command -v apt-get >/dev/null; then
        # Of Debian's own archives the first is the main one: updates and security come after it.
        mirror="$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Origin: Debian' 'Component: main' |
            grep -v security | head -n 1 || true)"
    fi
    [ -n "$mirror" ] || cannot "apt knows no mirror of Debian: run apt-get update, or set POOLSCOPE_MIRROR to one"
    echo "${mirror%/}"
}

# Ends the script where no new Debian of suite $1 can be set up from mirror $2.
need_new_debian() {
    command -v mmdebstrap >/dev/null || cannot "mmdebstrap was not found: apt-get install mmdebstrap"
    local release
    release="$(mktemp)"
    if ! /usr/lib/apt/apt-helper download-file "$2/dists/$1/InRelease" "$release" >/dev/null 2>&1; then
        rm -f "$release"
        cannot "$2 could not be reached, or has no $1: set POOLSCOPE_MIRROR to another mirror of Debian"
    fi
    rm -f "$release"
    if [ "$(id -u)" -ne 0 ] && ! unshare --user --map-root-user true 2>/dev/null; then
        cannot "a new system cannot be set up without root or user namespaces: run it as root"
    fi
}
