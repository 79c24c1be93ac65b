"""Who is who across articles: today, which places are countries and which are cities."""
