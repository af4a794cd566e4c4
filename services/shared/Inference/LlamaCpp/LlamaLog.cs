using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Orchestrator.Inference.LlamaCpp;

/// <summary>
/// The library's own log. Nothing of it is printed; its last complaints are kept, because they are the only reason that a
/// failed load gives.
/// </summary>
internal static unsafe class LlamaLog
{
    private const int ErrorLevel = 4;
    private const int ContinuationLevel = 5;
    private const int LinesMax = 8;
    private const int CharactersMax = 300;

    private static readonly Lock _gate = new();
    private static readonly Queue<string> _complaints = new();

    public static delegate* unmanaged[Cdecl]<int, byte*, void*, void> Callback => &Take;

    /// <summary>Forgets what was said about earlier calls.</summary>
    public static void Clear()
    {
        lock (_gate)
        {
            _complaints.Clear();
        }
    }

    /// <summary>The first complaint since <see cref="Clear"/>, which says more than those that follow from it.</summary>
    public static string? FirstComplaint()
    {
        lock (_gate)
        {
            return _complaints.TryPeek(out var line) ? line : null;
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Take(int level, byte* text, void* data)
    {
        if (level is not (ErrorLevel or ContinuationLevel) || Marshal.PtrToStringUTF8((nint)text) is not { } line)
        {
            return;
        }

        lock (_gate)
        {
            // A continuation belongs to the line before it, which counts only when it was a complaint.
            if (level == ErrorLevel && _complaints.Count < LinesMax)
            {
                _complaints.Enqueue(Tidy(line));
            }
        }
    }

    private static string Tidy(string line)
    {
        var text = line.Trim();
        return text.Length <= CharactersMax ? text : text[..CharactersMax];
    }
}
