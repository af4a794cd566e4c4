using Google.Protobuf;

namespace Orchestrator.Gateway.Requests;

/// <summary>Images come as base64 in every dialect.</summary>
internal static class Base64Images
{
    /// <returns>Null when the text is not base64, which is then a problem.</returns>
    public static ByteString? Decode(ReadOnlySpan<char> base64, string field, FieldProblems problems)
    {
        var bytes = new byte[(base64.Length / 4 * 3) + 3];
        if (base64.IsEmpty || !Convert.TryFromBase64Chars(base64, bytes, out var length) || length == 0)
        {
            problems.Add(field, "must hold an image in base64");
            return null;
        }

        return UnsafeByteOperations.UnsafeWrap(bytes.AsMemory(0, length));
    }
}
