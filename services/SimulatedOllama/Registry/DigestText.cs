using System.Security.Cryptography;
using System.Text;

namespace Orchestrator.SimulatedOllama.Registry;

internal static class DigestText
{
    /// <returns>SHA-256 of the text in UTF-8: 64 hex digits.</returns>
    public static string Of(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
