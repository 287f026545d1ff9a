// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "apis/EffectJson.h"
#include "apis/Notation.h"
#include "apis/Shape.h"

namespace dbrace::apis {
namespace {

Json print(const Yield &yield) {
  return yield.kind == Yield::Kind::Integer ? Json(yield.number) : Json(printYield(yield));
}

Json print(const Type &type) {
  Json json = {{"name", type.name}};
  if (!type.aliases.empty())
    json["aliases"] = type.aliases;
  if (type.role != Type::Role::Other)
    json["role"] = spellings<Type::Role>[static_cast<std::size_t>(type.role)];
  return json;
}

Json print(const Function &function) {
  Json json = {{"name", function.name}};
  if (function.minArguments || function.maxArguments) {
    json["arguments"] = {function.minArguments.value_or(0)};
    json["arguments"].push_back(function.maxArguments ? Json(*function.maxArguments) : Json());
  }
  if (!function.parameterTypes.empty())
    json["parameters"] = function.parameterTypes;
  if (!function.templateArguments.empty())
    json["template-arguments"] = function.templateArguments;
  json["effects"] = Json::array();
  for (const Effect &effect : function.effects)
    json["effects"].push_back(printEffect(effect));
  for (int i = 0; i < outcomeCount; ++i)
    if (function.yields.of[i])
      json["yields"][std::string(spellings<Outcome>[i])] = print(*function.yields.of[i]);
  if (function.throwsOnError)
    json["throws-on-error"] = true;
  return json;
}

}  // namespace

std::string printLibrary(const LibraryFile &library) {
  Json json = {{"library", library.name}};
  if (!library.dialect.empty())
    json["dialect"] = library.dialect;
  if (library.embedded)
    json["embedded"] = true;
  for (const auto &[driver, dialect] : library.drivers)
    json["drivers"][driver] = dialect;
  if (!library.naming.empty())
    json["naming"] = library.naming;
  for (auto [name, list] :
       {std::pair("headers", &library.headers), {"words", &library.words}, {"violations", &library.violations}})
    if (!list->empty())
      json[name] = *list;
  for (const Type &type : library.types)
    json["types"].push_back(print(type));
  for (const Function &function : library.functions)
    json["functions"].push_back(print(function));
  return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace dbrace::apis
