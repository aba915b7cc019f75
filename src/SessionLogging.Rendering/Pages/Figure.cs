namespace SessionLogging.Rendering.Pages;

/// <summary>A figure in large type.</summary>
/// <param name="Id">What finds it on the page.</param>
/// <param name="Name">What it counts.</param>
/// <param name="Value">The figure.</param>
/// <param name="Note">What it does not say by itself.</param>
/// <param name="Class">The class that colours it, or nothing.</param>
internal sealed record Figure(string Id, string Name, string Value, string Note, string Class = "");
