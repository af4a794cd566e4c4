using System.Runtime.InteropServices;
using SQLitePCL.Native;

namespace SQLitePCL;

public static unsafe partial class raw
{
    private const int OpenReadWrite = 0x2;
    private const int OpenCreate = 0x4;
    private const int OpenNoMutex = 0x8000;
    private const int OpenFullMutex = 0x10000;
    private const int ConfigEnableLoadExtension = 1005;

    public static int sqlite3_open(string filename, out sqlite3 db) =>
        sqlite3_open_v2(filename, out db, OpenReadWrite | OpenCreate, vfs: null);

    public static int sqlite3_open_v2(string filename, out sqlite3 db, int flags, string? vfs)
    {
        // Some systems build SQLite without a lock per connection; a finaliser may run beside the owner's call.
        var locking = (flags & OpenNoMutex) == 0 ? OpenFullMutex : 0;
        nint handle;
        var rc = Sqlite.sqlite3_open_v2(filename, &handle, flags | locking, vfs);
        db = new sqlite3(handle); // also after an error: it carries the message
        return rc;
    }

    public static int sqlite3_errcode(sqlite3 db) => Sqlite.sqlite3_errcode(db);

    public static int sqlite3_extended_errcode(sqlite3 db) => Sqlite.sqlite3_extended_errcode(db);

    public static utf8z sqlite3_errmsg(sqlite3 db) => utf8z.FromPointer(Sqlite.sqlite3_errmsg(db));

    public static int sqlite3_changes(sqlite3 db) => Sqlite.sqlite3_changes(db);

    public static utf8z sqlite3_db_filename(sqlite3 db, string? att) =>
        utf8z.FromPointer(Sqlite.sqlite3_db_filename(db, att));

    public static int sqlite3_db_config(sqlite3 db, int op, int val, out int result)
    {
        fixed (int* pointer = &result)
        {
            // The C function is variadic, and arm64 has calling conventions that pass such arguments elsewhere.
            return RuntimeInformation.ProcessArchitecture == Architecture.Arm64
                ? ConfigWithoutVariadicCall(db, op, val, out result)
                : Sqlite.sqlite3_db_config(db, op, val, pointer);
        }
    }

    public static int sqlite3_enable_load_extension(sqlite3 db, int enable) =>
        Sqlite.sqlite3_enable_load_extension(db, enable);

    public static int sqlite3_load_extension(sqlite3 db, utf8z fileName, utf8z procName, out utf8z errmsg)
    {
        byte* error = null;
        int rc;
        fixed (byte* file = fileName)
        fixed (byte* entryPoint = procName)
        {
            rc = Sqlite.sqlite3_load_extension(db, file, entryPoint, &error);
        }

        errmsg = utf8z.FromString(utf8z.FromPointer(error).utf8_to_string());
        Sqlite.sqlite3_free(error);
        return rc;
    }

    public static int sqlite3_exec(sqlite3 db, string sql) => Sqlite.sqlite3_exec(db, sql, 0, 0, null);

    public static int sqlite3_table_column_metadata(
        sqlite3 db,
        string? dbName,
        string tblName,
        string? colName,
        out string? dataType,
        out string? collSeq,
        out int notNull,
        out int primaryKey,
        out int autoInc
    )
    {
        byte* type = null;
        byte* collation = null;
        var rc = Sqlite.sqlite3_table_column_metadata(
            db,
            dbName,
            tblName,
            colName,
            &type,
            &collation,
            out notNull,
            out primaryKey,
            out autoInc
        );
        dataType = utf8z.FromPointer(type).utf8_to_string();
        collSeq = utf8z.FromPointer(collation).utf8_to_string();
        return rc;
    }

    private static int ConfigWithoutVariadicCall(sqlite3 db, int op, int val, out int result)
    {
        result = val;
        return op == ConfigEnableLoadExtension ? sqlite3_enable_load_extension(db, val) : SQLITE_ERROR;
    }
}
