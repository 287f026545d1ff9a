// Functions inside functions: lambdas with what they capture, templates as they are instantiated, callbacks, virtual calls.
#include <functional>

int insert(int id);
int insert(const char *name);
void each(int (*callback)(void *, int), void *context);
void inTransaction(const std::function<void()> &body);

struct Store {
  int last;
  virtual int save(int id);
  int all(int id) {
    auto keep = [this, id] { last = id; };  // steps: declare keep = lambda c:@S@Store@F@all#I##lambda1 [this, id]
        // steps: this->last = id; return
    keep();  // steps: call *keep()
    return save(last);  // steps: t0 = call virtual Store::save(this->last) on this; return t0
  }
};

int captures(int id) {
  int rows = 0;  // steps: declare rows = 0
  auto count = [&rows, twice = id * 2](int n) { rows += n; return twice; };  // steps: declare count = lambda c:@F@captures#I##lambda1 [&rows, id * 2]
      // steps: increment *rows = *rows + n; return twice
  return count(3) + rows;  // steps: t0 = call *count(3); return t0 + rows
}

void handedOn(int id) {
  inTransaction([id] { insert(id); });  // steps: t1 = lambda c:@F@handedOn#I##lambda1 [id]
      // steps: construct std::function::function(&t1) on &t0  [std-thread/std::function::function
      // steps: call inTransaction(&t0); t0 = call insert(id); return
}

int onRow(void *context, int row) {
  *static_cast<int *>(context) = row;  // steps: *context = row
  return 0;  // steps: return 0
}
int callbacks() {
  int found = -1;  // steps: declare found = -1
  each(onRow, &found);  // steps: call each(function onRow, out &found)
  each([](void *context, int) { return *(int *)context = 1; }, &found);  // steps: t0 = lambda c:@F@callbacks##lambda1 []
      // steps: t1 = t0; call each(t1, out &found); *context = 1; return *context
  return found;  // steps: return found
}

template <class T> int add(T key) { return insert(key); }  // steps: t0 = call insert(key); return t0
    // steps: t0 = call insert(key); return t0
template <class... Ts> int addAll(Ts... keys) { return (add(keys) + ...); }  // steps: t0 = call add(keys)
    // steps: t1 = call add(keys#2); return t0 + t1
int instantiated() { return addAll(1, "two"); }  // steps: t0 = call addAll(1, "two"); return t0
template <int N> int page() {
  if constexpr (N > 0) return insert(N); else return -1;  // steps: b1: t0 = call insert(2); b1: return t0
}
int pages() { return page<2>(); }  // steps: t0 = call page(); return t0

int viaBase(Store &store, Store *other) {
  return store.save(1) + other->Store::save(2);  // steps: t0 = call virtual Store::save(1) on store
      // steps: t1 = call Store::save(2) on other; return t0 + t1
}
