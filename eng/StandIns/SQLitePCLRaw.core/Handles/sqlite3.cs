using System.Runtime.InteropServices;
using SQLitePCL.Native;

namespace SQLitePCL;

/// <summary>A connection. Statements may outlive it: SQLite keeps the connection until the last one is finalised.</summary>
public sealed class sqlite3 : SafeHandle
{
    private GCHandle _rollbackHook;

    internal sqlite3(nint handle)
        : base(0, ownsHandle: true) => SetHandle(handle);

    public override bool IsInvalid => handle == 0;

    /// <summary>A hook has no destructor in C, so the connection keeps the managed side alive.</summary>
    internal unsafe void SetRollbackHook(delegate* unmanaged<nint, void> callback, GCHandle state)
    {
        var added = false;
        try
        {
            DangerousAddRef(ref added);
            Sqlite.sqlite3_rollback_hook(handle, callback, state.IsAllocated ? GCHandle.ToIntPtr(state) : 0);
            FreeHook();
            _rollbackHook = state;
        }
        finally
        {
            if (added)
            {
                DangerousRelease();
            }
        }
    }

    protected override unsafe bool ReleaseHandle()
    {
        // A late statement's finalisation rolls back as well; by then the hook's state would be gone.
        Sqlite.sqlite3_rollback_hook(handle, null, 0);
        FreeHook();
        return Sqlite.sqlite3_close_v2(handle) == raw.SQLITE_OK;
    }

    private void FreeHook()
    {
        if (_rollbackHook.IsAllocated)
        {
            _rollbackHook.Free();
        }
    }
}
