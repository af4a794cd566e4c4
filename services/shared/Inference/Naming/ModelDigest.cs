using System.Security.Cryptography;
using System.Text;

namespace Orchestrator.Inference.Naming;

/// <summary>
/// The identity of a model whose endpoint tells no digest: its native name, hashed, so that the same name at two endpoints
/// is the same model, and what was learned of one counts for the other.
/// </summary>
internal static class ModelDigest
{
    public static string OfName(string native) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"name:{native}")));
}
