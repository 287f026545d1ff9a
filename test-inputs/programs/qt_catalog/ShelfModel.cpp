// Rows through a table model: looked up by its filter, written as a record.
#include "Catalog.h"

#include <QSqlRecord>
#include <QSqlTableModel>
#include <QVariant>

bool placeShelf(QSqlDatabase db, const QString &room, const QString &label) {
  QSqlTableModel model(nullptr, db);
  model.setTable("shelves");
  model.setFilter(QString("room = '%1' AND label = '%2'").arg(room).arg(label));
  model.select();
  if (model.rowCount() != 0)
    return false;
  QSqlRecord record = model.record();
  record.setValue("room", room);
  record.setValue("label", label);
  return model.insertRecord(-1, record) && model.submitAll();  // finding: [dbrace-duplicate-insert] "shelves.(room, label)"
}

bool copyShelf(QSqlDatabase db, const QString &room, const QString &label, const QString &other) {
  QSqlTableModel model(nullptr, db);
  model.setTable("shelves");
  model.setFilter(QString("room = '%1' AND label = '%2'").arg(room).arg(label));
  model.select();
  if (model.rowCount() != 0)
    return false;
  QSqlRecord record = model.record();
  record.setValue("room", other);
  record.setValue("label", label);
  return model.insertRecord(-1, record) && model.submitAll();
}
