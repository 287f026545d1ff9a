// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a library function means, as data.
//
// One JSON file a library (`sqlite3.json`), read by `readLibrary`. An entry says which function it is for and what a
// call does, as a list of effects in order; the interpreter (tool/worlds) gives each effect its meaning, the front end
// (matchers/cpp) only finds out which entry a call belongs to. docs/apis.md documents the format for users, who
// describe their own closed layers with it (`--apis FILE`).
#pragma once

#include "apis/Effect.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace dbrace::apis {

/// One modelled function.
struct Function {
  std::string id;    ///< "library/name", unique: what facts::Callee::model holds.
  std::string name;  ///< Qualified, without template arguments and inline namespaces; "std::lock_guard::lock_guard" for
                     ///< constructors, "std::lock_guard::~lock_guard", "std::basic_string::operator+=".
  std::optional<unsigned> minArguments, maxArguments;  ///< Explicit arguments; tells overloads apart.
  std::vector<std::string> parameterTypes;             ///< Where counts are not enough; see `fits`. Empty: any.
  std::vector<std::string> templateArguments;          ///< Of the function or else its class; "*" for any. Empty: any.
  std::vector<Effect> effects;
  Yields yields;               ///< The result per outcome of the first database effect among `effects`.
  bool throwsOnError = false;  ///< Failed and Violated throw unless `yields` says otherwise.
};

/// A class of the library whose calls are modelled, so that unresolved code can be matched by the spelled type too, and
/// subclasses are known.
struct Type {
  std::string name;
  std::vector<std::string> aliases;  ///< Spellings that mean it ("std::string" for std::basic_string).
  enum class Role : std::uint8_t {
    Other,
    Connection,
    Statement,
    Result,
    Text,
    Container,
    Pointer,
    Optional,
    Mutex,
    Guard,
    Column  ///< A member or variable of this type stands for a column of a table.
  } role = Role::Other;
};

struct Library {
  std::string name;       ///< "sqlite3"
  std::string dialect;    ///< As in --dialect, or empty.
  bool embedded = false;  ///< In-process store: rivals start at one process.
  /// Of a library for several databases: the dialect of each driver that a connection may be made for.
  std::vector<std::pair<std::string, std::string>> drivers;
  std::string naming;                ///< "snake": classes and members are tables and columns, in snake case.
  std::vector<std::string> headers;  ///< By which its own code is recognised as foreign: "sqlite3.h".
  std::vector<std::string> words;    ///< Any of these in a source file makes it worth parsing ("sqlite3_", "PQexec").
  std::vector<std::string> violations;  ///< Printed codes that mean a unique violation ("19", "2067", "23505", "1062").
  std::vector<Type> types;
  std::uint64_t textHash = 0;  ///< Of the text it was read from.
};

/// What one file says.
struct LibraryFile : Library {
  std::vector<Function> functions;
};

/// All libraries, with lookup by name. Copies share them. A function is unpacked when it is first asked for, since a
/// process needs few of the ten thousand; so one Models is not for several threads at once.
class Models {
public:
  Models() : Models(std::vector<LibraryFile>()) {}
  explicit Models(std::vector<LibraryFile> files);

  const std::vector<Library> &libraries() const;
  /// All of it at once.
  std::vector<LibraryFile> files() const;
  /// By "library/name[#n][@types]" as in facts::Callee::model.
  const Function *find(std::string_view id) const;
  const Library *libraryOf(std::string_view id) const;
  /// All entries whose name has this last component (see splitName), in the order of the files: of those that fit a
  /// call the first one is meant.
  std::vector<const Function *> named(std::string_view lastComponent) const;
  /// The type with this name or alias; template arguments, `const`, `&`, `*` in `spelling` are ignored.
  const Type *type(std::string_view spelling) const;
  /// Hash over the texts of the libraries, in hex: goes into facts and the cache key.
  const std::string &hash() const;

private:
  friend const Models &builtinModels();
  struct Tables;
  explicit Models(std::shared_ptr<Tables> tables) : tables(std::move(tables)) {}
  std::shared_ptr<Tables> tables;
};

/// "std::vector" and "push_back" of "std::vector::push_back"; the first is empty where there is no scope. Operators may
/// contain colons of their own only in types ("Text::operator std::string").
std::pair<std::string_view, std::string_view> splitName(std::string_view name);

/// Whether a call with so many explicit arguments (default arguments not counted) is meant by the entry. `types` are
/// the types of the parameters, or of the arguments where the callee is unknown; further ones than the entry names are
/// not looked at. cv, `&` and template arguments are ignored: "char *", "std::basic_string", "unsigned long". In an
/// entry "*" is any type, "function" a function, a pointer or a reference to one, "function of T" one whose type names
/// T, and "A|B" any of several.
bool fits(const Function &function, unsigned explicitArguments, std::span<const std::string> types);

/// Does the entry speak of template arguments? Those of the call then follow its id in facts::Callee::model.
bool namesTypes(const Function &function);
/// What such an id and each of its types begin with. Neither is part of a name.
inline constexpr char typesStart = '@', typeSeparator = ',';

/// A model file that cannot be used: `pointer` is a JSON pointer into it ("/functions/3/effects/0/text").
struct ModelError {
  std::string file, pointer, message, remedy;
};
/// Reads one file's text. Every unknown member, wrong type, bad reference is an error of its own; all are returned.
std::variant<LibraryFile, std::vector<ModelError>> readLibrary(std::string_view file, std::string_view json);
/// The library as JSON that readLibrary reads back to the same library.
std::string printLibrary(const LibraryFile &library);
/// The libraries that are part of dbrace, embedded in the binary. A broken one breaks the build.
const Models &builtinModels();
/// The built-in libraries and the user's: an entry of the user wins over a built-in one of the same name.
std::variant<Models, std::vector<ModelError>>
withUserModels(const std::vector<std::pair<std::string, std::string>> &fileAndText);

}  // namespace dbrace::apis
