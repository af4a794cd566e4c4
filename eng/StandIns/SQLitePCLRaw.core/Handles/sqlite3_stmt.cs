using System.Runtime.InteropServices;
using SQLitePCL.Native;

namespace SQLitePCL;

/// <summary>A prepared statement; invalid when the text held nothing but blanks and comments.</summary>
public sealed class sqlite3_stmt : SafeHandle
{
    internal sqlite3_stmt(nint handle)
        : base(0, ownsHandle: true) => SetHandle(handle);

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        // The result repeats the error of the last step, it does not say that the release failed.
        _ = Sqlite.sqlite3_finalize(handle);
        return true;
    }
}
