using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Orchestrator.StandIns.Tests.Grpc;

/// <summary>Certificates with a key that exist only while a test runs.</summary>
internal static class TestCertificate
{
    public static X509Certificate2 SelfSigned(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }
}
