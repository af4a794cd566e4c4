using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Orchestrator.Inference.LlamaCpp;

/// <summary>
/// A byte that the library looks at while it computes. It lies outside the managed heap, because the library keeps its
/// address as long as the context lives.
/// </summary>
internal sealed unsafe class AbortFlag : IDisposable
{
    private readonly byte* _flag = (byte*)NativeMemory.AllocZeroed(1);
    private bool _disposed;

    public static delegate* unmanaged[Cdecl]<void*, byte> Callback => &Ask;

    public void* Address => _flag;

    public bool IsSet
    {
        get => Volatile.Read(ref *_flag) != 0;
        set => Volatile.Write(ref *_flag, value ? (byte)1 : (byte)0);
    }

    public void Dispose()
    {
        if (!_disposed)
        {
            _disposed = true;
            NativeMemory.Free(_flag);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static byte Ask(void* flag) => Volatile.Read(ref *(byte*)flag);
}
