// Objects: fields of this, references, operators, bindings, temporaries and their ends.
#include <map>
#include <string>
#include <utility>

struct Text {
  Text(const char *);
  Text(const Text &);
  ~Text();
  Text operator+(const Text &) const;
  Text &operator+=(const char *);
  Text &operator<<(int);
  operator const char *() const;
  bool operator==(const Text &) const;
};
struct Key { int id, version; };
bool run(const char *sql);
Key keyOf(int row);
std::pair<int, bool> insert(int id);
bool fetch(int row, Text &out, Key *key);

class Repository {
  int last = -1;
  Text sql;
  static int count;

public:
  explicit Repository(const char *table);
  bool add(int id);
  bool exists(int id) const;
};

Repository::Repository(const char *table) : sql("INSERT INTO ") {  // steps: construct Text::Text("INSERT INTO ") on &this->sql
  sql += table;  // steps: t0 = call Text::operator+=(table) on &this->sql
  ++count;  // steps: increment ::Repository::count = ::Repository::count + 1
}

bool Repository::add(int id) {
  if (exists(id)) return false;  // steps: t0 = call Repository::exists(id) on this; if t0 then b1 else b2; b1: return 0
  last = id;  // steps: b2: this->last = id
  sql << id << last;  // steps: b2: t1 = call Text::operator<<(id) on &this->sql
      // steps: b2: t2 = call Text::operator<<(this->last) on t1
  return run(sql);  // steps: b2: t3 = call Text::operator char *() on &this->sql; b2: t4 = call run(t3); b2: return t4
}

bool outParameters(int row) {
  Text name("");  // steps: declare name; construct Text::Text("") on &name
  Key key{};  // steps: declare key; key.id = 0; key.version = 0
  if (!fetch(row, name, &key)) return false;  // steps: t0 = call fetch(row, out &name, out &key); if t0 then b2 else b1
      // steps: b1: destroy Text::~Text() on &name; b1: return 0
  Key &same = key;  // steps: b2: declare same = &key
  same.id = 7;  // steps: b2: same->id = 7
  return key.id == 7;  // steps: b2: t1 = key.id == 7; b2: destroy Text::~Text() on &name; b2: return t1
}  // steps: nothing

int bindings(int row) {
  auto [id, version] = keyOf(row);  // steps: t0 = call keyOf(row); declare local0 = t0
  const auto &[at, isNew] = insert(id);  // steps: t1 = call insert(local0.id); declare local1 = &t1
      // steps: t2 = call std::get(local1)  [std-container/std::get]; declare at = t2
      // steps: t3 = call std::get(local1)  [std-container/std::get#2]; declare isNew = t3
  return isNew ? version : at;  // steps: if *isNew then b1 else b2; b1: select t4 = &local0.version; b1: jump b3
      // steps: b2: select t4 = at; b2: jump b3; b3: return *t4
}  // steps: nothing

bool temporaries(const Text &table) {
  return run(Text("SELECT 1 FROM ") + table);  // steps: construct Text::Text("SELECT 1 FROM ") on &t0
      // steps: t1 = call Text::operator+(table) on &t0; t2 = call Text::operator char *() on &t1; t3 = call run(t2)
      // steps: destroy Text::~Text() on &t1; destroy Text::~Text() on &t0; return t3
}

bool library(const std::map<std::string, int> &cache, const std::string &email) {
  auto at = cache.find(email);  // steps: t0 = call std::map::find(email) on cache  [std-container/std::map::find]
      // steps: declare at = t0
  return at != cache.end() && at->second == 3;  // steps: t2 = call std::map::end() on cache  [std-container/std::map::end]
      // steps: t3 = call std::operator==(&at, &t2)  [std-container/std::operator==; if !t3 then b2 else b1
      // steps: b1: select t1 = 0; b1: jump b3; b2: t4 = call std::_Rb_tree_const_iterator::operator->() on &at
      // steps: b2: select t1 = t4->second == 3; b2: jump b3; b3: return t1
}
