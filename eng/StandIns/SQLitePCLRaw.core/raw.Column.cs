using SQLitePCL.Native;

namespace SQLitePCL;

public static unsafe partial class raw
{
    public static int sqlite3_column_count(sqlite3_stmt stmt) => Sqlite.sqlite3_column_count(stmt);

    public static int sqlite3_data_count(sqlite3_stmt stmt) => Sqlite.sqlite3_data_count(stmt);

    public static int sqlite3_column_type(sqlite3_stmt stmt, int index) => Sqlite.sqlite3_column_type(stmt, index);

    public static long sqlite3_column_int64(sqlite3_stmt stmt, int index) => Sqlite.sqlite3_column_int64(stmt, index);

    public static double sqlite3_column_double(sqlite3_stmt stmt, int index) =>
        Sqlite.sqlite3_column_double(stmt, index);

    /// <returns>SQLite's own memory, valid until the next step or another reading of this column.</returns>
    public static ReadOnlySpan<byte> sqlite3_column_blob(sqlite3_stmt stmt, int index)
    {
        // First the bytes, then their number: the other way round a conversion could change the number.
        var start = Sqlite.sqlite3_column_blob(stmt, index);
        return start is null ? default : new ReadOnlySpan<byte>(start, Sqlite.sqlite3_column_bytes(stmt, index));
    }

    /// <returns>SQLite's own memory, valid until the next step or another reading of this column.</returns>
    public static utf8z sqlite3_column_text(sqlite3_stmt stmt, int index)
    {
        var start = Sqlite.sqlite3_column_text(stmt, index);
        return utf8z.FromPointer(start, Sqlite.sqlite3_column_bytes(stmt, index));
    }

    public static utf8z sqlite3_column_name(sqlite3_stmt stmt, int index) =>
        utf8z.FromPointer(Sqlite.sqlite3_column_name(stmt, index));

    public static utf8z sqlite3_column_decltype(sqlite3_stmt stmt, int index) =>
        utf8z.FromPointer(Sqlite.sqlite3_column_decltype(stmt, index));

    public static utf8z sqlite3_column_database_name(sqlite3_stmt stmt, int index) =>
        utf8z.FromPointer(Sqlite.sqlite3_column_database_name(stmt, index));

    public static utf8z sqlite3_column_table_name(sqlite3_stmt stmt, int index) =>
        utf8z.FromPointer(Sqlite.sqlite3_column_table_name(stmt, index));

    public static utf8z sqlite3_column_origin_name(sqlite3_stmt stmt, int index) =>
        utf8z.FromPointer(Sqlite.sqlite3_column_origin_name(stmt, index));
}
