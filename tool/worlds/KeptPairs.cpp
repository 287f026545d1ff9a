// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The checked writes of one function, found now or taken from what is kept.
#include "worlds/PackedValues.h"
#include "worlds/Pairs.h"

namespace dbrace::worlds {

bool Pairs::examine(FunctionIndex function, std::vector<CheckedWrite> &found) {
  if (options.orderOnly) {
    orderOnly(function, found);
    return true;
  }
  std::vector<CheckedWrite> own;
  std::optional<double> cutShort;
  KeptResults *kept = summaries.keptResults();
  if (!kept || !recall(*kept, function, own, cutShort)) {
    if (kept)
      kept->listen(function);
    cutShort = examineAlone(function, own);
    if (kept) {
      Packer out;
      out.add(cutShort);
      out.add(own);
      kept->keep(Pass::Pairs, summaries.variant(), function, out.bytes);
    }
  }
  if (cutShort)
    budget.cutShort(*cutShort);
  // What a literal is depends on all others of the program, so it is never kept.
  const std::vector<StatementInstance> &instances = summaries.of(function).instances;
  for (CheckedWrite &write : own) {
    write.write.literal = literals.of(instances[write.write.instance]);
    found.push_back(std::move(write));
  }
  return !cutShort;
}

bool Pairs::recall(KeptResults &kept, FunctionIndex function, std::vector<CheckedWrite> &found,
                   std::optional<double> &cutShort) const {
  std::optional<KeptResults::Found> result = kept.find(Pass::Pairs, summaries.variant(), function);
  if (!result)
    return false;
  Unpacker in(result->bytes);
  std::vector<CheckedWrite> all;
  in.take(cutShort);
  in.take(all);
  const std::vector<StatementInstance> &instances = summaries.of(function).instances;
  auto restore = [&](StatementSite &site) {
    in.good &= site.instance < instances.size();
    if (in.good)
      site = siteOf(function, instances[site.instance]);
  };
  for (CheckedWrite &one : all) {
    restore(one.read);
    restore(one.write);
    if (in.good)
      one.write.wholeText = instances[one.write.instance].wholeText;
  }
  if (!in.atEnd()) {
    cutShort.reset();
    return false;
  }
  found = std::move(all);
  return true;
}

}  // namespace dbrace::worlds
