// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Statements, places and what is known of writes, as packing/Packed.h wants them described: how many members each has.
// Whoever adds a member is told by the compiler.
#pragma once

#include "packing/Packed.h"
#include "worlds/CheckedWrite.h"
#include "worlds/NamedTexts.h"

namespace dbrace {

template <> struct packing::Custom<sql::Text> {
  static void add(Packer &packer, const sql::Text &text) { packer.add(text.pieces()); }
  static void take(Unpacker &unpacker, sql::Text &text) {
    std::vector<std::variant<std::string, sql::Hole>> pieces;
    unpacker.take(pieces);
    for (const auto &piece : pieces)
      std::visit([&](const auto &one) { text.append(one); }, piece);
  }
};

template <> inline constexpr std::size_t memberCount<sql::Hole> = 1;
template <> inline constexpr std::size_t memberCount<sql::Name> = 4;
template <> inline constexpr std::size_t memberCount<sql::TableName> = 3;
template <> inline constexpr std::size_t memberCount<sql::Constant> = 2;
template <> inline constexpr std::size_t memberCount<sql::HoleValue> = 2;
template <> inline constexpr std::size_t memberCount<sql::MixedText> = 1;
template <> inline constexpr std::size_t memberCount<sql::Placeholder> = 4;
template <> inline constexpr std::size_t memberCount<sql::ColumnRef> = 2;
template <> inline constexpr std::size_t memberCount<sql::FunctionCall> = 4;
template <> inline constexpr std::size_t memberCount<sql::Subquery> = 3;
template <> inline constexpr std::size_t memberCount<sql::Condition> = 2;
template <> inline constexpr std::size_t memberCount<sql::Star> = 1;
template <> inline constexpr std::size_t memberCount<sql::Opaque> = 2;
template <> inline constexpr std::size_t memberCount<sql::Expression> = 1;
template <> inline constexpr std::size_t memberCount<sql::Locking> = 3;
template <> inline constexpr std::size_t memberCount<sql::SelectItem> = 2;
template <> inline constexpr std::size_t memberCount<sql::Select> = 17;
template <> inline constexpr std::size_t memberCount<sql::Assignment> = 2;
template <> inline constexpr std::size_t memberCount<sql::Conflict> = 6;
template <> inline constexpr std::size_t memberCount<sql::Insert> = 8;
template <> inline constexpr std::size_t memberCount<sql::Update> = 5;
template <> inline constexpr std::size_t memberCount<sql::Delete> = 5;
template <> inline constexpr std::size_t memberCount<sql::Merge> = 5;
template <> inline constexpr std::size_t memberCount<sql::TransactionControl> = 7;
template <> inline constexpr std::size_t memberCount<sql::LockControl> = 7;
template <> inline constexpr std::size_t memberCount<sql::ColumnDefinition> = 12;
template <> inline constexpr std::size_t memberCount<sql::KeyPart> = 5;
template <> inline constexpr std::size_t memberCount<sql::KeyDefinition> = 8;
template <> inline constexpr std::size_t memberCount<sql::CreateTable> = 14;
template <> inline constexpr std::size_t memberCount<sql::CreateIndex> = 3;
template <> inline constexpr std::size_t memberCount<sql::AlterTable::AddColumn> = 1;
template <> inline constexpr std::size_t memberCount<sql::AlterTable::DropColumn> = 1;
template <> inline constexpr std::size_t memberCount<sql::AlterTable::AddKey> = 1;
template <> inline constexpr std::size_t memberCount<sql::AlterTable::DropKey> = 3;
template <> inline constexpr std::size_t memberCount<sql::AlterTable::RenameKey> = 2;
template <> inline constexpr std::size_t memberCount<sql::AlterTable::AttachPartition> = 1;
template <> inline constexpr std::size_t memberCount<sql::AlterTable::SetSchema> = 1;
template <> inline constexpr std::size_t memberCount<sql::AlterTable::SetCollation> = 1;
template <> inline constexpr std::size_t memberCount<sql::AlterTable::RenameTo> = 1;
template <> inline constexpr std::size_t memberCount<sql::AlterTable::RenameColumn> = 2;
template <> inline constexpr std::size_t memberCount<sql::AlterTable::ChangeColumn> = 2;
template <> inline constexpr std::size_t memberCount<sql::AlterTable::SetNotNull> = 2;
template <> inline constexpr std::size_t memberCount<sql::AlterTable> = 3;
template <> inline constexpr std::size_t memberCount<sql::Drop> = 3;
template <> inline constexpr std::size_t memberCount<sql::RenameTable> = 2;
template <> inline constexpr std::size_t memberCount<sql::OtherStatement> = 1;
template <> inline constexpr std::size_t memberCount<sql::Unreadable> = 2;
template <> inline constexpr std::size_t memberCount<sql::Statement> = 5;

template <> inline constexpr std::size_t memberCount<CodePlace> = 6;
template <> inline constexpr std::size_t memberCount<worlds::NamedText> = 5;
template <> inline constexpr std::size_t memberCount<CheckedColumn> = 4;
template <> inline constexpr std::size_t memberCount<WrittenColumn> = 3;
template <> inline constexpr std::size_t memberCount<DecidingBranch> = 3;
template <> inline constexpr std::size_t memberCount<HeldLock> = 11;
template <> inline constexpr std::size_t memberCount<Protection> = 9;
template <> inline constexpr std::size_t memberCount<Reread> = 5;
template <> inline constexpr std::size_t memberCount<FoundUpdate::Set> = 2;
template <> inline constexpr std::size_t memberCount<FoundUpdate> = 1;
template <> inline constexpr std::size_t memberCount<LeftOut> = 7;
template <> inline constexpr std::size_t memberCount<Beside> = 6;
template <> inline constexpr std::size_t memberCount<CheckedWrite> = 25;

/// A statement's site is made anew, from its number.
template <> struct packing::Custom<StatementSite> {
  static void add(Packer &packer, const StatementSite &site) { packer.number(site.instance); }
  static void take(Unpacker &unpacker, StatementSite &site) {
    site.instance = static_cast<std::uint32_t>(unpacker.number());
  }
};

}  // namespace dbrace
