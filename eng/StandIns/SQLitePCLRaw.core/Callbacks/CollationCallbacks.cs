using System.Runtime.InteropServices;
using System.Text;
using SQLitePCL.Native;

namespace SQLitePCL.Callbacks;

/// <param name="Connection">The C connection; it owns the collation, so it is there whenever this is called.</param>
internal sealed record UserCollation(strdelegate_collation Compare, object? UserData, nint Connection);

internal static unsafe class CollationCallbacks
{
    [UnmanagedCallersOnly]
    public static int Compare(nint state, int leftLength, byte* left, int rightLength, byte* right)
    {
        var collation = (UserCollation)GCHandle.FromIntPtr(state).Target!;
        try
        {
            return collation.Compare(
                collation.UserData,
                Encoding.UTF8.GetString(left, leftLength),
                Encoding.UTF8.GetString(right, rightLength)
            );
        }
        // C has no way to say that a comparison failed. The statement is stopped, rather than its rows sorted wrongly.
        catch (Exception)
        {
            Sqlite.sqlite3_interrupt(collation.Connection);
            return 0;
        }
    }

    [UnmanagedCallersOnly]
    public static void Destroy(nint state) => GCHandle.FromIntPtr(state).Free();
}
