using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Digits.Server;

/// <summary>The pictures of a request: its body, or the files of a form.</summary>
internal static class UploadedPictures
{
    private const int MostFiles = 32, MostBoundary = 128, MostName = 200;

    /// <summary>Finds them.</summary>
    /// <param name="request">The request.</param>
    /// <param name="body">Its body.</param>
    /// <exception cref="ApiException">There is none, or the form is damaged.</exception>
    internal static async Task<IReadOnlyList<(string Name, byte[] Bytes)>> Of(HttpRequest request, RequestBody body)
    {
        if (body.Length == 0)
            throw new ApiException(400, "The body is empty; send a picture, or a form with files.");
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? type)
            || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
            return [("", body.Bytes.ToArray())];

        string boundary = HeaderUtilities.RemoveQuotes(type.Boundary).ToString();
        if (boundary.Length is 0 or > MostBoundary)
            throw new ApiException(400, "The form has no boundary; let your HTTP library set the Content-Type.");
        List<(string Name, byte[] Bytes)> files = [];
        try
        {
            MultipartReader reader = new(boundary, body.Open());
            while (await reader.ReadNextSectionAsync(request.HttpContext.RequestAborted) is { } section)
            {
                if (section.GetContentDispositionHeader() is not { } disposition || !disposition.IsFileDisposition())
                    continue;
                if (files.Count == MostFiles)
                    throw new ApiException(400, $"The form has more than {MostFiles} files; send the others with another request.");
                using MemoryStream bytes = new();
                await section.Body.CopyToAsync(bytes, request.HttpContext.RequestAborted);
                files.Add((Name(disposition), bytes.ToArray()));
            }
        }
        catch (Exception e) when (e is IOException or InvalidDataException or ArgumentException)
        {
            throw new ApiException(400, "The form is damaged or cut short; send it again.");
        }

        return files.Count > 0 ? files : throw new ApiException(400, "The form has no file; add one, whatever the name of its field.");
    }

    /// <summary>A file's name as messages and answers say it: in one line, and not as long as a header may be.</summary>
    private static string Name(ContentDispositionHeaderValue disposition)
    {
        string name = (disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName).ToString().Trim('"');
        name = string.Concat(name.Where(c => !char.IsControl(c)));
        return name.Length > MostName ? name[..MostName] : name;
    }
}
