// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reports out of their stored form: for baselines, and for every format that is made of a report that was stored.
//
// Only what Sarif.cpp writes is read. What a place's offsets were is not stored; columns are, and that is enough for
// all that a format shows. Fixes come back as texts to show, not as edits to make: the files may have changed since.
#pragma once

#include "report/Report.h"

#include <nlohmann/json_fwd.hpp>

namespace dbrace::report {

/// All runs of a log as one report. Throws std::runtime_error that says what is wrong.
Report readSarif(const nlohmann::ordered_json &log);

/// Takes over what `more` has and `into` has not. Files are relative to the root of `into` from then on.
void merge(Report &into, Report more);

/// "%20" back to a blank; what is no code stays.
std::string percentDecoded(std::string_view uri);

}  // namespace dbrace::report
