using System.Runtime.InteropServices;

namespace Orchestrator.Inference.LlamaCpp.Native;

/// <summary><c>llama_chat_message</c>: two texts that end with a zero byte.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct ChatMessageParams
{
    public nint Role;
    public nint Content;
}
