using System.Text.RegularExpressions;

namespace SessionLogging.Sandbox.Lambda;

/// <summary>A function as requests name it: by name, by ARN or by a part of that, with or without a version or alias.</summary>
internal sealed partial record FunctionName(string Name, string? Qualifier)
{
    /// <summary>The account in the name, or <see langword="null"/>.</summary>
    public string? Account { get; private init; }

    /// <summary>The Region in the name, or <see langword="null"/>.</summary>
    public string? Region { get; private init; }

    [GeneratedRegex(@"\A(?:(?:arn:aws:lambda:)?(?<region>[a-z]{2}-[a-z]+-\d):)?(?:(?<account>\d{12}):)?(?:function:)?(?<name>[\w\-.]+)(?::(?<qualifier>\$LATEST|[\w\-]+))?\z", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Form { get; }

    public static FunctionName Read(string text)
    {
        var parts = Form.Match(text).Groups;
        return new FunctionName(parts["name"].Value, Part("qualifier")) { Account = Part("account"), Region = Part("region") };

        string? Part(string name) => parts[name].Success ? parts[name].Value : null;
    }
}
