using Microsoft.Win32.SafeHandles;

namespace Orchestrator.Inference.LlamaCpp.Native;

/// <summary>A chain of samplers; freeing it frees its links.</summary>
internal sealed class SamplerPointer() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle()
    {
        LlamaCalls.FreeSampler(handle);
        return true;
    }
}
