// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "apis/Pack.h"
#include "apis/Shape.h"

#include <algorithm>
#include <climits>
#include <set>
#include <unordered_map>

namespace dbrace {
struct Embedded {
  std::string_view name, content;
};
std::span<const Embedded> embeddedModels();
}  // namespace dbrace

namespace dbrace::apis {
namespace {

struct TextHash : std::hash<std::string_view> {
  using is_transparent = void;
};

/// "sqlite3_step" of "sqlite3/sqlite3_step#2".
std::string_view nameIn(std::string_view id) {
  std::string_view name = id.substr(id.find('/') + 1);
  return name.substr(0, name.rfind('#'));
}

std::string hashOf(const std::vector<Library> &libraries) {
  std::uint64_t hash = 0;
  for (const Library &library : libraries)
    hash = (hash ^ library.textHash) * 0x100000001b3;
  std::string text(16, '0');
  for (std::size_t i = text.size(); i-- > 0; hash >>= 4)
    text[i] = "0123456789abcdef"[hash & 15];
  return text;
}

bool isIdentifier(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == ':'; }

/// Words one blank apart without cv, `&`, `struct` and template arguments; pointers stay: "unsigned long", "char *".
std::string plainType(std::string_view spelling) {
  std::string plain;
  int depth = 0;
  for (std::size_t i = 0; i < spelling.size();) {
    std::size_t end = i;
    while (end < spelling.size() && isIdentifier(spelling[end]))
      ++end;
    std::string_view token = spelling.substr(i, std::max<std::size_t>(end - i, 1));
    i += token.size();
    depth += token == "<";
    depth -= token == ">";
    bool dropped = depth > 0 || token == ">" || token == "&" || token == " " || token == "const" ||
                   token == "volatile" || token == "struct" || token == "class" || token == "enum" ||
                   token == "typename";
    if (dropped)
      continue;
    bool apart = !plain.empty() &&
                 (isIdentifier(token[0]) ? isIdentifier(plain.back()) : isIdentifier(plain.back()) && token == "*");
    plain += apart ? " " : "";
    plain += token;
  }
  return plain;
}

bool fitsType(std::string_view wanted, std::string_view type) {
  if (wanted == "*")
    return true;
  if (std::size_t bar = wanted.find('|'); bar != wanted.npos)
    return fitsType(wanted.substr(0, bar), type) || fitsType(wanted.substr(bar + 1), type);
  if (wanted.starts_with("function")) {
    std::string_view named = wanted.substr(std::min(wanted.size(), std::string_view("function of ").size()));
    return type.find('(') != type.npos && type.find("(lambda") == type.npos && type.find(named) != type.npos;
  }
  return plainType(type) == plainType(wanted);
}

}  // namespace

struct Models::Tables {
  /// `own`: empty where the bytes are part of the program.
  Tables(std::string own, std::string_view bytes)
      : own(std::move(own)), packed(this->own.empty() ? bytes : this->own), libraries(packed.libraries()),
        hash(hashOf(libraries)), functions(packed.functionCount()) {
    for (const Library &library : libraries)
      for (const Type &type : library.types) {
        byType.try_emplace(type.name, &type);
        for (const std::string &alias : type.aliases)
          byType.try_emplace(alias, &type);
      }
  }

  const Function *function(std::uint32_t number) {
    std::unique_ptr<Function> &function = functions[number];
    if (!function)
      function = std::make_unique<Function>(packed.function(number));
    return function.get();
  }

  std::string own;
  Packed packed;
  std::vector<Library> libraries;
  std::string hash;
  std::unordered_map<std::string_view, const Type *> byType;  // By texts in `libraries`.
  std::vector<std::unique_ptr<Function>> functions;           // Those asked for so far, by number.
  std::unordered_map<std::string, std::optional<std::uint32_t>, TextHash, std::equal_to<>> byId;  // The same.

  std::optional<std::uint32_t> numberOf(std::string_view id) {
    id = id.substr(0, id.find(typesStart));
    if (auto known = byId.find(id); known != byId.end())
      return known->second;
    std::optional<std::uint32_t> number;
    for (std::uint32_t one : packed.named(splitName(nameIn(id)).second))
      if (!number && packed.idOf(one) == id)
        number = one;
    byId.emplace(id, number);
    return number;
  }
};

Models::Models(std::vector<LibraryFile> files) : tables(std::make_shared<Tables>(pack(std::move(files)), "")) {}

const std::vector<Library> &Models::libraries() const { return tables->libraries; }

const std::string &Models::hash() const { return tables->hash; }

std::vector<LibraryFile> Models::files() const {
  std::vector<LibraryFile> files;
  for (std::size_t i = 0; i < tables->libraries.size(); ++i) {
    files.push_back({tables->libraries[i], {}});
    for (std::uint32_t f = tables->packed.firstOf(i); f < tables->packed.firstOf(i + 1); ++f)
      files.back().functions.push_back(tables->packed.function(f));
  }
  return files;
}

const Function *Models::find(std::string_view id) const {
  std::optional<std::uint32_t> number = tables->numberOf(id);
  return number ? tables->function(*number) : nullptr;
}

const Library *Models::libraryOf(std::string_view id) const {
  std::optional<std::uint32_t> number = tables->numberOf(id);
  if (!number)
    return nullptr;
  std::size_t library = 0;
  while (tables->packed.firstOf(library + 1) <= *number)
    ++library;
  return &tables->libraries[library];
}

std::vector<const Function *> Models::named(std::string_view lastComponent) const {
  std::vector<const Function *> functions;
  for (std::uint32_t number : tables->packed.named(lastComponent))
    functions.push_back(tables->function(number));
  return functions;
}

const Type *Models::type(std::string_view spelling) const {
  std::string plain = plainType(spelling);
  while (plain.ends_with('*') || plain.ends_with(' '))
    plain.pop_back();
  auto found = tables->byType.find(plain);
  return found == tables->byType.end() ? nullptr : found->second;
}

bool fits(const Function &function, unsigned explicitArguments, std::span<const std::string> types) {
  if (explicitArguments < function.minArguments.value_or(0) ||
      explicitArguments > function.maxArguments.value_or(UINT_MAX))
    return false;
  if (types.size() < function.parameterTypes.size())
    return false;
  return std::equal(function.parameterTypes.begin(), function.parameterTypes.end(), types.begin(), fitsType);
}

bool namesTypes(const Function &function) {
  bool found = false;
  auto see = [&]<class Value>(const Value &value) {
    auto isType = [](const Ref &ref) { return ref.base == Ref::Base::Type; };
    if constexpr (std::is_same_v<Value, Ref>)
      found |= isType(value);
    else if constexpr (std::is_same_v<Value, std::vector<Ref>>)
      found |= std::ranges::any_of(value, isType);
  };
  for (const Effect &effect : function.effects)
    std::visit(
        [&]<class E>(const E &effect) {
          std::apply([&](const auto &...member) { (see(effect.*member.field), ...); }, shape<E>.members);
        },
        effect);
  return found;
}

const Models &builtinModels() {
  // Never destroyed: a process that ends has better things to do.
  static const Models &models = *new Models(std::make_shared<Models::Tables>("", embeddedModels()[0].content));
  return models;
}

std::variant<Models, std::vector<ModelError>>
withUserModels(const std::vector<std::pair<std::string, std::string>> &fileAndText) {
  std::vector<LibraryFile> libraries;
  std::vector<ModelError> errors;
  std::set<std::string> libraryNames, functionNames;
  for (const Library &library : builtinModels().libraries())
    libraryNames.insert(library.name);
  for (const auto &[file, text] : fileAndText) {
    auto read = readLibrary(file, text);
    if (auto *broken = std::get_if<std::vector<ModelError>>(&read)) {
      errors.insert(errors.end(), broken->begin(), broken->end());
      continue;
    }
    LibraryFile &library = std::get<LibraryFile>(read);
    if (!libraryNames.insert(library.name).second)
      errors.push_back({file, "/library", "there is a library '" + library.name + "' already",
                        "choose another name: its entries still win over built-in ones for the same function"});
    for (const Function &function : library.functions)
      functionNames.insert(function.name);
    libraries.push_back(std::move(library));
  }
  if (!errors.empty())
    return errors;
  for (LibraryFile &library : builtinModels().files()) {
    std::erase_if(library.functions, [&](const Function &function) { return functionNames.contains(function.name); });
    libraries.push_back(std::move(library));
  }
  return Models(std::move(libraries));
}

}  // namespace dbrace::apis
