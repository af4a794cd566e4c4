using System.Runtime.InteropServices;
using SQLitePCL.Native;

namespace SQLitePCL;

/// <summary>One value of one row, opened for reading or writing in place.</summary>
public sealed class sqlite3_blob : SafeHandle
{
    internal sqlite3_blob(nint handle)
        : base(0, ownsHandle: true) => SetHandle(handle);

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        // Closed in any case; the result tells of the commit that closing may cause.
        _ = Sqlite.sqlite3_blob_close(handle);
        return true;
    }
}
