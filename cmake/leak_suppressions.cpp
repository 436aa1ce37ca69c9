/// For sanitised builds: fontconfig keeps its tables by offsets, which the leak checker cannot
/// follow, and Pango never lets its own caches of them go.
extern "C" const char* __lsan_default_suppressions();

extern "C" const char* __lsan_default_suppressions() {
    return "leak:libfontconfig\n";
}
