using SQLitePCL.Native;

namespace SQLitePCL;

public static unsafe partial class raw
{
    /// <returns>An invalid handle when it cannot start; the reason is the destination's error.</returns>
    public static sqlite3_backup sqlite3_backup_init(
        sqlite3 destDb,
        string destName,
        sqlite3 sourceDb,
        string sourceName
    ) => new(Sqlite.sqlite3_backup_init(destDb, destName, sourceDb, sourceName));

    public static int sqlite3_backup_step(sqlite3_backup backup, int nPage) =>
        Sqlite.sqlite3_backup_step(backup, nPage);

    public static int sqlite3_blob_open(
        sqlite3 db,
        string sdb,
        string table,
        string col,
        long rowid,
        int flags,
        out sqlite3_blob blob
    )
    {
        nint handle;
        var rc = Sqlite.sqlite3_blob_open(db, sdb, table, col, rowid, flags, &handle);
        blob = new sqlite3_blob(handle);
        return rc;
    }

    public static int sqlite3_blob_bytes(sqlite3_blob blob) => Sqlite.sqlite3_blob_bytes(blob);

    public static int sqlite3_blob_read(sqlite3_blob blob, Span<byte> b, int offset)
    {
        fixed (byte* start = b)
        {
            return Sqlite.sqlite3_blob_read(blob, start, b.Length, offset);
        }
    }

    public static int sqlite3_blob_write(sqlite3_blob blob, ReadOnlySpan<byte> b, int offset)
    {
        fixed (byte* start = b)
        {
            return Sqlite.sqlite3_blob_write(blob, start, b.Length, offset);
        }
    }
}
