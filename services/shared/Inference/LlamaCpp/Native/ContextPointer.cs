using Microsoft.Win32.SafeHandles;

namespace Orchestrator.Inference.LlamaCpp.Native;

/// <summary>A context of a model: its key-value cache and its buffers.</summary>
internal sealed class ContextPointer() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle()
    {
        LlamaCalls.FreeContext(handle);
        return true;
    }
}
