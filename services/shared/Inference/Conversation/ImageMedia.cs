namespace Orchestrator.Inference.Conversation;

/// <summary>The media type of an image, from its first bytes (each format's own signature).</summary>
internal static class ImageMedia
{
    public static string TypeOf(ReadOnlySpan<byte> image) =>
        image.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G']) ? "image/png"
        : image.StartsWith("GIF8"u8) ? "image/gif"
        : image.StartsWith("RIFF"u8) && image.Length > 12 && image[8..].StartsWith("WEBP"u8) ? "image/webp"
        : "image/jpeg";

    public static string DataUrl(ReadOnlySpan<byte> image) =>
        $"data:{TypeOf(image)};base64,{Convert.ToBase64String(image)}";
}
