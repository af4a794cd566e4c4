using System.Runtime.InteropServices;

namespace SQLitePCL.Callbacks;

internal sealed record RollbackHook(delegate_rollback Callback, object? UserData);

internal static class RollbackCallback
{
    [UnmanagedCallersOnly]
    public static void Invoke(nint state)
    {
        var hook = (RollbackHook)GCHandle.FromIntPtr(state).Target!;
        try
        {
            hook.Callback(hook.UserData);
        }
        // The rollback has happened, nobody could be told: an exception that left here would end the process.
        catch (Exception) { }
    }
}
