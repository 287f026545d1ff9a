// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "cpp/MissingNamesTree.h"

#include "cpp/MissingNames.h"

namespace dbrace::cpp {
namespace {

struct Header {
  const char *name, *names;  // Separated and surrounded by spaces.
};
constexpr Header headers[] = {
    {"algorithm", " sort find find_if transform copy for_each any_of all_of none_of min max remove_if replace count "},
    {"any", " any any_cast "},
    {"array", " array "},
    {"atomic", " atomic atomic_bool atomic_int atomic_flag "},
    {"chrono", " chrono "},
    {"condition_variable", " condition_variable condition_variable_any "},
    {"cstdint", " int8_t int16_t int32_t int64_t uint8_t uint16_t uint32_t uint64_t uintptr_t "},
    {"cstdlib", " size_t atoi atol strtol getenv abort exit "},
    {"cstring", " memcpy memset strlen strcmp strncmp strcpy "},
    {"deque", " deque "},
    {"exception", " exception exception_ptr current_exception "},
    {"filesystem", " filesystem "},
    {"fstream", " ifstream ofstream fstream "},
    {"functional", " function bind ref cref hash "},
    {"future", " future promise async packaged_task "},
    {"iomanip", " setw setfill setprecision put_time "},
    {"iostream", " cout cerr clog cin endl ostream istream flush "},
    {"iterator", " back_inserter make_move_iterator "},
    {"limits", " numeric_limits "},
    {"list", " list "},
    {"map", " map multimap "},
    {"memory", " shared_ptr unique_ptr weak_ptr make_shared make_unique enable_shared_from_this static_pointer_cast "
               "dynamic_pointer_cast allocator default_delete "},
    {"mutex", " mutex recursive_mutex timed_mutex lock_guard unique_lock scoped_lock once_flag call_once "},
    {"optional", " optional nullopt make_optional nullopt_t "},
    {"queue", " queue priority_queue "},
    {"set", " set multiset "},
    {"shared_mutex", " shared_mutex shared_lock shared_timed_mutex "},
    {"sstream", " stringstream ostringstream istringstream "},
    {"stack", " stack "},
    {"stdexcept", " runtime_error logic_error invalid_argument out_of_range domain_error overflow_error "},
    {"string", " string wstring to_string stoi stol stoll stoul stoull stod stof getline basic_string u16string "},
    {"string_view", " string_view "},
    {"system_error", " error_code system_error error_category "},
    {"thread", " thread this_thread jthread "},
    {"tuple", " tuple make_tuple tie get forward_as_tuple apply "},
    {"unordered_map", " unordered_map unordered_multimap "},
    {"unordered_set", " unordered_set "},
    {"utility", " pair make_pair move forward swap exchange "},
    {"variant", " variant visit monostate get_if holds_alternative "},
    {"vector", " vector "}};

class Writer {
public:
  std::string text;

  void unknown(const MissingTree &tree) {
    text += "struct " + base() + " {\n  template <class... A> " + base() + "(A &&...);\n" +
            "  template <class T> operator T() const;\n  " + base() + " begin() const;\n  " + base() +
            " end() const;\n";
    for (const std::string &method : tree.methods)
      if (method != "begin" && method != "end")
        text += "  template <class... T, class... A> " + base() + " " + method + "(A &&...) const;\n";
    for (const char *op : {"==", "!=", "<", ">", "<=", ">="})
      binary("bool", op);
    for (const char *op : {"+", "-", "*", "/", "%", "&", "|"})
      binary(base(), op);
    text += "  template <class L> friend L &operator+=(L &, const " + base() + " &);\n";
    text += "  template <class A> " + base() + " operator<<(A &&) const;\n  template <class A> " + base() +
            " operator[](A &&) const;\n  template <class... A> " + base() + " operator()(A &&...) const;\n  " + base() +
            " &operator*() const;\n  " + base() + " *operator->() const;\n  " + base() + " &operator++();\n};\n";
    // Not pointers: of an iterator nobody knows, each step leads to something else.
    text += "template <class T> struct dbrace_iterator : " + base() +
            " {\n  T &operator*() const;\n  T *operator->() const;\n  dbrace_iterator &operator++();\n"
            "  friend bool operator!=(const dbrace_iterator &, const dbrace_iterator &);\n};\n";
  }

  void members(const MissingName &scope, bool inClass) {
    for (const auto &[name, one] : scope.inside)
      if (one.isType)
        type(name, one);
      else if (!one.inside.empty() && !inClass)
        space(name, one);
      else
        other(name, one, inClass);
  }

private:
  static std::string base() { return unknownClass.str(); }

  /// Found only where an operand is made up.
  void binary(const std::string &result, const std::string &op) {
    const std::string known = "const " + base() + " &", head = "friend " + result + " operator" + op;
    text += "  " + head + "(" + known + ", " + known + ");\n  template <class R> " + head + "(" + known +
            ", const R &);\n  template <class L> " + head + "(const L &, " + known + ");\n";
  }

  void type(const std::string &name, const MissingName &one) {
    if (one.isTemplate) {
      // Most templates hold what they are given: pointers, optionals, lists.
      text += "template <class T = " + base() + ", class... R> struct " + name + " : " + base() +
              " {\n  template <class... A> " + name +
              "(A &&...);\n  T *operator->() const;\n  T &operator*() const;\n" +
              "  dbrace_iterator<T> begin() const;\n  dbrace_iterator<T> end() const;\n  T *get() const;\n";
    } else {
      text += "struct " + name + " : " + base() + " {\n  using " + base() + "::" + base() + ";\n";
    }
    members(one, true);
    text += "};\n";
  }

  void space(const std::string &name, const MissingName &one) {
    text += "namespace " + name + " {\n";
    members(one, false);
    text += "}\n";
  }

  void other(const std::string &name, const MissingName &one, bool inClass) {
    if (one.isCase)
      text += "enum { " + name + " = " + std::to_string(number++) + " };\n";
    else if (one.isCalled)
      text += "template <class... T, class... A> " + std::string(inClass ? "static " : "") + base() + " " + name +
              "(A &&...);\n";
    else if (one.isValue)
      text += (inClass ? "static " : "extern ") + base() + " " + name + ";\n";
    else if (!inClass)
      text += "namespace " + name + " {}\n";
  }

  unsigned number = 0x5a5a0000;  // Of labels: unlike each other and what programs compare with.
};

}  // namespace

MissingName &MissingTree::at(const std::vector<std::string> &path) {
  MissingName *place = &global;
  for (const std::string &name : path)
    place = &place->inside[name];
  return *place;
}

std::string standardHeader(const std::string &name) {
  for (const Header &header : headers)
    if (std::string(header.names).find(" " + name + " ") != std::string::npos)
      return header.name;
  return "";
}

std::string declarationsOf(const MissingTree &tree) {
  Writer writer;
  for (const std::string &header : tree.headers)
    writer.text += "#include <" + header + ">\n";
  for (const std::string &macro : tree.macros)
    writer.text += "#define " + macro + "\n";
  writer.unknown(tree);
  writer.members(tree.global, false);
  for (const std::string &header : tree.ownHeaders)
    writer.text += "#include \"" + header + "\"\n";
  return writer.text;
}

}  // namespace dbrace::cpp
