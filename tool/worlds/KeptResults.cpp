// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "worlds/KeptResults.h"

#include "worlds/PackedValues.h"

namespace dbrace::worlds {

KeptResults::KeptResults(const ProgramIndex &index, const FunctionInfos &infos, ResultStore &store,
                         std::string_view settings, Answer answer)
    : evidence_(index.program()), digests_(index, infos), store(store), answer(std::move(answer)) {
  Packer of;
  of.text(settings);
  of.number(digests_.ofHierarchy());
  this->settings = digestOf(of.bytes);
}

std::uint64_t KeptResults::keyOf(Pass pass, std::size_t variant, FunctionIndex function) const {
  Packer key;
  key.number(settings);
  key.add(pass);
  key.number(variant);
  key.number(digests_.hashOf(function));
  return digestOf(key.bytes);
}

std::optional<std::string_view> ResultsInMemory::find(std::uint64_t key) {
  auto found = results.find(key);
  return found == results.end() ? std::nullopt : std::optional<std::string_view>(found->second);
}

std::optional<KeptResults::Found> KeptResults::find(Pass pass, std::size_t variant, FunctionIndex function) {
  if (std::optional<std::string_view> own = find(keyOf(pass, variant, function)))
    return Found{*own, false};
  if (variant != 0)
    if (std::optional<std::string_view> first = find(keyOf(pass, 0, function)))
      return Found{*first, true};
  return std::nullopt;
}

std::optional<std::string_view> KeptResults::find(std::uint64_t key) {
  std::optional<std::string_view> bytes = store.find(key);
  if (!bytes)
    return std::nullopt;
  Unpacker in(*bytes);
  Evidence::Item item;
  for (std::uint64_t count = in.number(); count != 0; --count) {
    in.take(item.about);
    item.function = 0;
    item.text.clear();
    std::optional<FunctionIndex> subject = 0;
    if (Evidence::isOfFunction(item.about))
      subject = digests_.find(item.function = in.number());
    else
      in.take(item.text);
    item.answer = in.number();
    if (!in.good || !subject)
      return std::nullopt;
    if (item.answer != (item.about == About::Body ? digests_.ofBody(*subject) : answer(item, *subject)))
      return std::nullopt;
  }
  return in.good ? std::optional(in.left) : std::nullopt;
}

void KeptResults::listen(FunctionIndex function) {
  evidence_.listen();
  evidence_.see(About::Body, function, [] { return 0; });
}

void KeptResults::keep(Pass pass, std::size_t variant, FunctionIndex function, std::string_view result) {
  const std::vector<Evidence::Item> items = evidence_.stop();
  Packer out;
  out.number(items.size());
  for (const Evidence::Item &item : items) {
    out.add(item.about);
    std::uint64_t now = item.answer;
    if (Evidence::isOfFunction(item.about)) {
      out.number(item.function);
      if (item.about == About::Body)
        now = digests_.ofBody(*digests_.find(item.function));
    } else {
      out.text(item.text);
    }
    out.number(now);
  }
  out.bytes += result;
  store.keep(keyOf(pass, variant, function), std::move(out.bytes));
}

std::shared_ptr<const sql::Statement> KeptResults::statement(std::string_view bytes) {
  auto &known = statements[digestOf(bytes)];
  if (!known)
    if (auto made = unpacked<sql::Statement>(bytes))
      known = std::make_shared<const sql::Statement>(std::move(*made));
  return known;
}

std::shared_ptr<const sql::Text> KeptResults::text(std::string_view bytes) {
  auto &known = texts[digestOf(bytes)];
  if (!known)
    if (auto made = unpacked<sql::Text>(bytes))
      known = std::make_shared<const sql::Text>(std::move(*made));
  return known;
}

}  // namespace dbrace::worlds
