using System.Runtime.InteropServices;

namespace SQLitePCL.Native;

internal static partial class Sqlite
{
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint sqlite3_backup_init(
        sqlite3 destination,
        string destinationName,
        sqlite3 source,
        string sourceName
    );

    [LibraryImport(Library)]
    public static partial int sqlite3_backup_step(sqlite3_backup backup, int pages);

    [LibraryImport(Library)]
    public static partial int sqlite3_backup_finish(nint backup);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static unsafe partial int sqlite3_blob_open(
        sqlite3 db,
        string database,
        string table,
        string column,
        long rowId,
        int flags,
        nint* blob
    );

    [LibraryImport(Library)]
    public static partial int sqlite3_blob_close(nint blob);

    [LibraryImport(Library)]
    public static partial int sqlite3_blob_bytes(sqlite3_blob blob);

    [LibraryImport(Library)]
    public static unsafe partial int sqlite3_blob_read(sqlite3_blob blob, byte* buffer, int length, int offset);

    [LibraryImport(Library)]
    public static unsafe partial int sqlite3_blob_write(sqlite3_blob blob, byte* buffer, int length, int offset);
}
