using SQLitePCL.Native;

namespace SQLitePCL;

public static unsafe partial class raw
{
    public static int sqlite3_prepare_v2(sqlite3 db, string sql, out sqlite3_stmt stmt)
    {
        using var text = new Utf8Buffer(sql, stackalloc byte[Utf8Buffer.StackBytes]);
        nint handle;
        fixed (byte* start = text)
        {
            var rc = Sqlite.sqlite3_prepare_v2(db, start, text.Length, &handle, null);
            stmt = new sqlite3_stmt(handle);
            return rc;
        }
    }

    /// <param name="tail">What follows the first statement.</param>
    public static int sqlite3_prepare_v2(
        sqlite3 db,
        ReadOnlySpan<byte> sql,
        out sqlite3_stmt stmt,
        out ReadOnlySpan<byte> tail
    )
    {
        if (sql.IsEmpty)
        {
            // An empty span has no address, and SQLite calls a null pointer misuse.
            stmt = new sqlite3_stmt(0);
            tail = default;
            return SQLITE_OK;
        }

        nint handle;
        fixed (byte* start = sql)
        {
            byte* end = null;
            var rc = Sqlite.sqlite3_prepare_v2(db, start, sql.Length, &handle, &end);
            stmt = new sqlite3_stmt(handle);
            tail = end is null ? default : sql[(int)(end - start)..];
            return rc;
        }
    }

    public static int sqlite3_step(sqlite3_stmt stmt) => Sqlite.sqlite3_step(stmt);

    public static int sqlite3_reset(sqlite3_stmt stmt) => Sqlite.sqlite3_reset(stmt);

    public static int sqlite3_stmt_readonly(sqlite3_stmt stmt) => Sqlite.sqlite3_stmt_readonly(stmt);

    public static int sqlite3_stmt_isexplain(sqlite3_stmt stmt) => Sqlite.sqlite3_stmt_isexplain(stmt);

    public static int sqlite3_bind_parameter_count(sqlite3_stmt stmt) => Sqlite.sqlite3_bind_parameter_count(stmt);

    public static int sqlite3_bind_parameter_index(sqlite3_stmt stmt, string strName) =>
        Sqlite.sqlite3_bind_parameter_index(stmt, strName);

    public static utf8z sqlite3_bind_parameter_name(sqlite3_stmt stmt, int index) =>
        utf8z.FromPointer(Sqlite.sqlite3_bind_parameter_name(stmt, index));

    public static int sqlite3_bind_null(sqlite3_stmt stmt, int index) => Sqlite.sqlite3_bind_null(stmt, index);

    public static int sqlite3_bind_int64(sqlite3_stmt stmt, int index, long val) =>
        Sqlite.sqlite3_bind_int64(stmt, index, val);

    public static int sqlite3_bind_double(sqlite3_stmt stmt, int index, double val) =>
        Sqlite.sqlite3_bind_double(stmt, index, val);

    public static int sqlite3_bind_text(sqlite3_stmt stmt, int index, string? val)
    {
        if (val is null)
        {
            return Sqlite.sqlite3_bind_null(stmt, index);
        }

        using var text = new Utf8Buffer(val, stackalloc byte[Utf8Buffer.StackBytes]);
        fixed (byte* start = text)
        {
            return Sqlite.sqlite3_bind_text(stmt, index, start, text.Length, Sqlite.Transient);
        }
    }

    public static int sqlite3_bind_blob(sqlite3_stmt stmt, int index, ReadOnlySpan<byte> blob)
    {
        if (blob.IsEmpty)
        {
            // An empty span has no address, and a null pointer would bind NULL.
            return Sqlite.sqlite3_bind_zeroblob(stmt, index, 0);
        }

        fixed (byte* start = blob)
        {
            return Sqlite.sqlite3_bind_blob(stmt, index, start, blob.Length, Sqlite.Transient);
        }
    }
}
