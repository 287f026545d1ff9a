// What runs when a call throws: the destructors of what is alive, innermost first, then the handlers.
struct Error { int code; };
struct Duplicate : Error {};
struct Transaction { Transaction(); ~Transaction(); void commit(); };
void insert(int id);
void quiet() noexcept;
int again(const Error &error);

int handled(int id) {
  try {
    Transaction work;  // steps: declare work
        // steps: construct Transaction::Transaction() on &work  unwinds to try catch Duplicate local0 -> b2 catch Error error -> b3 catch ... -> b4
    insert(id);  // steps: call insert(id)  unwinds to destroy work by Transaction::~Transaction, then try
    work.commit();  // steps: call Transaction::commit() on &work  unwinds to destroy work by Transaction::~Transaction, then try
  }  // steps: destroy Transaction::~Transaction() on &work  unwinds to try; jump b1
  catch (const Duplicate &) { return 1; }  // steps: b2: return 1
  catch (Error &error) { return again(error); }  // steps: b3: t0 = call again(error); b3: return t0
  catch (...) { throw; }  // steps: b4: rethrow
  return 0;  // steps: b1: return 0
}

void thrown(int id) {
  Transaction outer;  // steps: declare outer; construct Transaction::Transaction() on &outer
  quiet();  // steps: call quiet()  nothrow  unwinds to destroy outer by Transaction::~Transaction
  if (id < 0) throw Duplicate();  // steps: if id < 0 then b1 else b2
      // steps: b1: throw t0 as Duplicate  unwinds to destroy outer by Transaction::~Transaction
}  // steps: b2: destroy Transaction::~Transaction() on &outer; b2: return

void never(int id) noexcept {
  insert(id);  // steps: call insert(id)  unwinds to noexcept
}  // steps: return

struct Store {
  Transaction work;
  int id;
  Store(int first) try : id(first) { insert(id); }  // steps: construct Transaction::Transaction() on &this->work  unwinds to try catch Error local0 -> b2
      // steps: this->id = first  unwinds to destroy this->work by Transaction::~Transaction, then try
      // steps: call insert(this->id)  unwinds to destroy this->work by Transaction::~Transaction, then try; jump b1
  catch (const Error &) { insert(0); }  // steps: b1: return; b2: call insert(0); b2: rethrow
};
