// A list for a class with a member that does not compile.
#include <string>
struct Entry {
  unsigned id = 0;
  vendor::table<std::string, unsigned> rows;
  missing_t when;
  unsigned last = 0;
};
struct Log {
  void add(const Entry &entry);
};
void done(int);

void note(Log &log) {
  log.add(Entry{1, {{"a", 1}, {"b", 2}}, true, 3, 4});
  done(1);  // steps: call done(1)
}
