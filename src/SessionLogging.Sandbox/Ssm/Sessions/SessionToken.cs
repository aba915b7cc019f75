using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SessionLogging.Sandbox.Ssm.Sessions;

/// <summary>Where the next page of a listing begins.</summary>
/// <param name="Question">Of which question it is: a token is good for no other.</param>
/// <param name="Low">The first rank of the listing's window.</param>
/// <param name="High">The rank after its last.</param>
/// <param name="Given">How many of them were looked at.</param>
internal sealed record SessionToken(string Question, int Low, int High, int Given)
{
    /// <summary>A question in a few letters.</summary>
    public static string Digest(string question) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(question)))[..16];

    /// <summary>Reads a token, or <see langword="null"/> where it is none.</summary>
    public static SessionToken? Read(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length)
            && Encoding.ASCII.GetString(bytes, 0, length).Split(' ') is [var question, var low, var high, var given]
            && Number(low) is { } first
            && Number(high) is { } last
            && Number(given) is { } done
                ? new SessionToken(question, first, last, done)
                : null;
    }

    public override string ToString()
        => Convert.ToBase64String(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Question} {Low} {High} {Given}")));

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
