using System.Runtime.InteropServices;
using SQLitePCL.Native;

namespace SQLitePCL;

/// <summary>A copy of one database into another that is under way; invalid when it could not start.</summary>
public sealed class sqlite3_backup : SafeHandle
{
    internal sqlite3_backup(nint handle)
        : base(0, ownsHandle: true) => SetHandle(handle);

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        // The result repeats the error of the last step, it does not say that the release failed.
        _ = Sqlite.sqlite3_backup_finish(handle);
        return true;
    }
}
