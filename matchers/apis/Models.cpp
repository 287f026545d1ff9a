// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "apis/Pack.h"
#include "apis/Shape.h"

#include <algorithm>
#include <climits>
#include <set>

namespace dbrace {
struct Embedded {
  std::string_view name, content;
};
std::span<const Embedded> embeddedModels();
}  // namespace dbrace

namespace dbrace::apis {
namespace {

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

Models::Models(std::vector<Library> libraries) {
  auto made = std::make_shared<Tables>();
  made->hash = hashOf(libraries);
  made->libraries = std::move(libraries);
  for (const Library &library : made->libraries) {
    for (const Function &function : library.functions) {
      const std::string_view name = function.name;
      made->byId[function.id] = {&library, &function};
      made->byName[name].push_back(&function);
      std::size_t operators = name.find("::operator");  // "Text::operator std::string"
      if (std::size_t colons = std::min(operators, name.rfind("::")); colons != name.npos)
        made->byLastName[name.substr(colons + 2)].push_back(&function);
    }
    for (const Type &type : library.types) {
      made->byType.try_emplace(type.name, &type);
      for (const std::string &alias : type.aliases)
        made->byType.try_emplace(alias, &type);
    }
  }
  tables = std::move(made);
}

const Function *Models::find(std::string_view id) const {
  auto found = tables->byId.find(id.substr(0, id.find(typesStart)));
  return found == tables->byId.end() ? nullptr : found->second.second;
}

const Library *Models::libraryOf(std::string_view id) const {
  auto found = tables->byId.find(id.substr(0, id.find(typesStart)));
  return found == tables->byId.end() ? nullptr : found->second.first;
}

std::vector<const Function *> Models::named(std::string_view name, bool unqualified) const {
  std::vector<const Function *> functions;
  auto append = [&](const auto &table) {
    if (auto found = table.find(name); found != table.end())
      functions.insert(functions.end(), found->second.begin(), found->second.end());
  };
  append(tables->byName);
  if (unqualified)
    append(tables->byLastName);
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
  static const Models &models = *new Models(unpack(embeddedModels()[0].content));
  return models;
}

std::variant<Models, std::vector<ModelError>>
withUserModels(const std::vector<std::pair<std::string, std::string>> &fileAndText) {
  std::vector<Library> libraries;
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
    Library &library = std::get<Library>(read);
    if (!libraryNames.insert(library.name).second)
      errors.push_back({file, "/library", "there is a library '" + library.name + "' already",
                        "choose another name: its entries still win over built-in ones for the same function"});
    for (const Function &function : library.functions)
      functionNames.insert(function.name);
    libraries.push_back(std::move(library));
  }
  if (!errors.empty())
    return errors;
  for (Library library : builtinModels().libraries()) {
    std::erase_if(library.functions, [&](const Function &function) { return functionNames.contains(function.name); });
    libraries.push_back(std::move(library));
  }
  return Models(std::move(libraries));
}

}  // namespace dbrace::apis
