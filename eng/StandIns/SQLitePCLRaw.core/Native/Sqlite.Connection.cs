using System.Runtime.InteropServices;

namespace SQLitePCL.Native;

/// <summary>The C functions, as they are. Text is UTF-8, a returned pointer belongs to SQLite.</summary>
internal static unsafe partial class Sqlite
{
    private const string Library = SystemLibrary.Name;

    [LibraryImport(Library)]
    public static partial byte* sqlite3_libversion();

    [LibraryImport(Library)]
    public static partial int sqlite3_libversion_number();

    [LibraryImport(Library)]
    public static partial byte* sqlite3_errstr(int code);

    [LibraryImport(Library)]
    public static partial int sqlite3_keyword_count();

    [LibraryImport(Library)]
    public static partial int sqlite3_keyword_name(int index, byte** name, int* length);

    [LibraryImport(Library)]
    public static partial void sqlite3_free(void* memory);

    [LibraryImport(Library)]
    public static partial int sqlite3_win32_set_directory(uint type, char* value);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int sqlite3_open_v2(string fileName, nint* db, int flags, string? vfs);

    [LibraryImport(Library)]
    public static partial int sqlite3_close_v2(nint db);

    [LibraryImport(Library)]
    public static partial void sqlite3_interrupt(nint db);

    [LibraryImport(Library)]
    public static partial int sqlite3_errcode(sqlite3 db);

    [LibraryImport(Library)]
    public static partial int sqlite3_extended_errcode(sqlite3 db);

    [LibraryImport(Library)]
    public static partial byte* sqlite3_errmsg(sqlite3 db);

    [LibraryImport(Library)]
    public static partial int sqlite3_changes(sqlite3 db);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial byte* sqlite3_db_filename(sqlite3 db, string? database);

    /// <summary>Variadic in C; the shape of the two-argument operations.</summary>
    [LibraryImport(Library)]
    public static partial int sqlite3_db_config(sqlite3 db, int operation, int value, int* result);

    [LibraryImport(Library)]
    public static partial int sqlite3_enable_load_extension(sqlite3 db, int onOff);

    [LibraryImport(Library)]
    public static partial int sqlite3_load_extension(sqlite3 db, byte* file, byte* entryPoint, byte** error);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int sqlite3_exec(sqlite3 db, string sql, nint callback, nint argument, byte** error);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int sqlite3_table_column_metadata(
        sqlite3 db,
        string? database,
        string table,
        string? column,
        byte** dataType,
        byte** collation,
        out int notNull,
        out int primaryKey,
        out int autoIncrement
    );
}
