// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Builds one facts::Function.
//
// Values, places, sources and cleanups of a function are shared: asking twice for the same one gives the same id, so
// that later stations compare numbers. The lowering above says what the code means; this class keeps the tables
// consistent, simplifies `*&x` and `&*p`, cuts what is nested deeper than facts may be, and leaves only blocks that can
// be reached.
#pragma once

#include "facts/Facts.h"

#include <optional>
#include <string_view>
#include <unordered_map>

namespace dbrace::cpp {

/// Why a value is unknown that would have been nested deeper than `facts::nestingLimit`.
inline constexpr std::string_view nestedTooDeep = "nested too deep";

class Builder {
public:
  Builder(facts::Function &function, facts::Unit &unit);

  facts::Function &function() { return out; }

  facts::ValueId value(facts::Value value);
  facts::ValueId integer(std::int64_t number, facts::TextId name = 0);
  /// Never shared: two unknowns are different.
  facts::ValueId unknown(facts::TextId why, std::vector<facts::ValueId> inputs = {});
  facts::ValueId operation(facts::Operator op, std::vector<facts::ValueId> operands);
  facts::ValueId load(facts::PlaceId place) { return value(facts::Load{place}); }
  facts::ValueId addressOf(facts::PlaceId place);
  /// `pointer + index`, also of a pointer that is already one into an array.
  facts::ValueId advance(facts::ValueId pointer, facts::ValueId index);
  /// Whether the value can only be 0 or 1.
  bool isTruth(facts::ValueId value) const;

  facts::PlaceId place(facts::Place place);
  facts::PlaceId pointee(facts::ValueId pointer);
  facts::PlaceId field(facts::PlaceId base, facts::TextId name) { return place(facts::Field{base, name}); }
  facts::PlaceId element(facts::PlaceId base, facts::ValueId index) { return place(facts::Element{base, index}); }
  facts::PlaceId temporary() { return place(facts::Temporary{out.temporaries++}); }

  facts::SourceId source(const facts::Source &source);
  facts::CleanupId cleanup(facts::Cleanup cleanup);

  facts::BlockId newBlock();
  /// Code that follows goes there.
  void enter(facts::BlockId block) { current = block; }
  facts::BlockId currentBlock() const { return current; }
  void assign(facts::PlaceId place, facts::ValueId value, facts::AssignKind kind, facts::SourceId source);
  void call(facts::Call call, facts::SourceId source);
  /// Ends the current block; what follows is unreachable until `enter`.
  void end(facts::Terminator terminator, facts::SourceId source = 0);
  void jumpTo(facts::BlockId block) { end(facts::Jump{block}); }

  /// What an exception meets first, for the steps that follow.
  facts::CleanupId currentCleanup = facts::none;

  /// Drops blocks that no path and no handler reaches and numbers the others in order.
  void finish();

private:
  void skipEmptyBlocks();
  std::uint32_t heightOf(const facts::Value &value) const;
  std::uint32_t heightOf(const facts::Place &place) const;
  facts::ValueId cut();
  template <class T> using Index = std::unordered_multimap<std::size_t, T>;

  facts::Function &out;
  facts::Unit &unit;
  facts::BlockId current = 0;
  std::vector<std::uint32_t> valueHeights, placeHeights;  ///< Levels below and including each.
  Index<facts::ValueId> valueIndex;
  Index<facts::PlaceId> placeIndex;
  Index<facts::SourceId> sourceIndex;
};

}  // namespace dbrace::cpp
