using Microsoft.Win32.SafeHandles;

namespace Orchestrator.Inference.LlamaCpp.Native;

/// <summary>A loaded model. Its contexts have to be freed before it.</summary>
internal sealed class ModelPointer() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle()
    {
        LlamaCalls.FreeModel(handle);
        SystemHeap.GiveBackFreed();
        return true;
    }
}
