using System.Runtime.InteropServices;

namespace Orchestrator.Inference.LlamaCpp.Native;

/// <summary>
/// Makes the C library give freed memory back. glibc keeps freed blocks of up to 32 MB, per thread, for later, so that a
/// process that loads and unloads models would grow by what each of its threads has held once. Other C libraries are left
/// alone.
/// </summary>
internal static unsafe class SystemHeap
{
    // M_MMAP_THRESHOLD of mallopt(3): a block of at least this size is mapped by itself and unmapped when it is freed.
    private const int OwnMappingOption = -3;
    private const int OwnMappingBytes = 256 << 10;

    private static readonly nint _library =
        OperatingSystem.IsLinux() && NativeLibrary.TryLoad("libc.so.6", out var library) ? library : 0;

    /// <summary>Once, before large blocks are taken.</summary>
    public static void GiveBackLargeBlocks()
    {
        if (Find("mallopt") is var address and not 0)
        {
            _ = ((delegate* unmanaged[Cdecl]<int, int, int>)address)(OwnMappingOption, OwnMappingBytes);
        }
    }

    /// <summary>After a model was freed: what lies free between blocks that are in use goes back, too.</summary>
    public static void GiveBackFreed()
    {
        if (Find("malloc_trim") is var address and not 0)
        {
            _ = ((delegate* unmanaged[Cdecl]<nuint, int>)address)(0);
        }
    }

    private static nint Find(string name) =>
        _library != 0 && NativeLibrary.TryGetExport(_library, name, out var address) ? address : 0;
}
